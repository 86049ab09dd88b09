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

@Command(name = "static-delta", description = "Static delta related commands", mixinStandardHelpOptions = true)
final class StaticDeltaCommand implements Runnable, CommandGroup {
    @ParentCommand
    private @Nullable OstreeCommand ostree;

    @Spec
    private @Nullable CommandSpec spec;

    /// The command with all below it.
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new StaticDeltaCommand());
        List.of(
                        new StaticDeltaListCommand(),
                        new StaticDeltaShowCommand(),
                        new StaticDeltaDeleteCommand(),
                        new StaticDeltaGenerateCommand(),
                        new StaticDeltaApplyCommand(),
                        new StaticDeltaVerifyCommand(),
                        new StaticDeltaIndexesCommand(),
                        new StaticDeltaReindexCommand())
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
            throw new ParameterException(spec.commandLine(), "No command specified");
        }
    }
}
