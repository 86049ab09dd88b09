package io.keelson.cli.ostree;

import io.keelson.cli.options.Subcommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "static-delta", description = "Static delta related commands")
final class StaticDeltaCommand extends GroupCommand {
    static final Subcommands COMMANDS = new Subcommands()
            .with("list", StaticDeltaListCommand::new)
            .with("show", StaticDeltaShowCommand::new)
            .with("delete", StaticDeltaDeleteCommand::new)
            .with("generate", StaticDeltaGenerateCommand::new)
            .with("apply-offline", StaticDeltaApplyCommand::new)
            .with("verify", StaticDeltaVerifyCommand::new)
            .with("indexes", StaticDeltaIndexesCommand::new)
            .with("reindex", StaticDeltaReindexCommand::new);

    StaticDeltaCommand() {
        super("No command specified");
    }

    /// The command with those below it that may be meant.
    static CommandLine commandLine(String... words) {
        return COMMANDS.addTo(new CommandLine(new StaticDeltaCommand()), words);
    }
}
