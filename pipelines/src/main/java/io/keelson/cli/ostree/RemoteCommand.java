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

@Command(
        name = "remote",
        description = "Remote commands that may involve internet access",
        mixinStandardHelpOptions = true)
final class RemoteCommand implements Runnable, CommandGroup {
    static final Subcommands COMMANDS = new Subcommands()
            .with("add", RemoteAddCommand::new)
            .with("delete", RemoteDeleteCommand::new)
            .with("show-url", RemoteShowUrlCommand::new)
            .with("list", RemoteListCommand::new)
            .with("refs", RemoteRefsCommand::new)
            .with("summary", RemoteSummaryCommand::new)
            .with("gpg-import", RemoteGpgImportCommand::new)
            .with("gpg-list-keys", RemoteGpgListKeysCommand::new)
            .with("add-cookie", RemoteAddCookieCommand::new)
            .with("delete-cookie", RemoteDeleteCookieCommand::new)
            .with("list-cookies", RemoteListCookiesCommand::new);

    @ParentCommand
    private @Nullable OstreeCommand ostree;

    @Spec
    private @Nullable CommandSpec spec;

    /// The command with those below it that may be meant.
    static CommandLine commandLine(String... words) {
        return COMMANDS.addTo(new CommandLine(new RemoteCommand()), words);
    }

    @Override
    public OstreeCommand ostree() {
        return requireNonNull(ostree);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "No \"remote\" subcommand specified");
        }
    }
}
