package io.keelson.cli.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.cli.options.Subcommands;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "static-delta", description = "Static delta related commands", mixinStandardHelpOptions = true)
final class StaticDeltaCommand implements Runnable, CommandGroup {
    static final Subcommands COMMANDS = new Subcommands()
            .with("list", StaticDeltaListCommand::new)
            .with("show", StaticDeltaShowCommand::new)
            .with("delete", StaticDeltaDeleteCommand::new)
            .with("generate", StaticDeltaGenerateCommand::new)
            .with("apply-offline", StaticDeltaApplyCommand::new)
            .with("verify", StaticDeltaVerifyCommand::new)
            .with("indexes", StaticDeltaIndexesCommand::new)
            .with("reindex", StaticDeltaReindexCommand::new);

    @ParentCommand
    private @Nullable OstreeCommand ostree;

    @Spec
    private @Nullable CommandSpec spec;

    /// The command with those below it that may be meant.
    static CommandLine commandLine(String... words) {
        return COMMANDS.addTo(new CommandLine(new StaticDeltaCommand()), words);
    }

    @Override
    public OstreeCommand ostree() {
        return requireNonNull(ostree);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "No command specified");
        }
    }
}
