package io.keelson.cli.ostree;

import static java.util.Objects.requireNonNull;

import java.util.List;
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
    @ParentCommand
    private @Nullable OstreeCommand ostree;

    @Spec
    private @Nullable CommandSpec spec;

    /// The command with all below it.
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new RemoteCommand());
        List.of(
                        new RemoteAddCommand(),
                        new RemoteDeleteCommand(),
                        new RemoteShowUrlCommand(),
                        new RemoteListCommand(),
                        new RemoteRefsCommand(),
                        new RemoteSummaryCommand(),
                        new RemoteGpgImportCommand(),
                        new RemoteGpgListKeysCommand(),
                        new RemoteAddCookieCommand(),
                        new RemoteDeleteCookieCommand(),
                        new RemoteListCookiesCommand())
                .forEach(line::addSubcommand);
        return line;
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
