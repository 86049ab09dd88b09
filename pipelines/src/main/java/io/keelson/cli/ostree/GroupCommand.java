package io.keelson.cli.ostree;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// A command that does nothing but hold others.
@Command(mixinStandardHelpOptions = true)
abstract class GroupCommand implements Runnable, CommandGroup {
    private final String nothingSaid;

    @ParentCommand
    private @Nullable OstreeCommand ostree;

    @Spec
    private @Nullable CommandSpec spec;

    /// @param nothingSaid the error where none of those below is named
    GroupCommand(String nothingSaid) {
        this.nothingSaid = nothingSaid;
    }

    @Override
    public final OstreeCommand ostree() {
        return requireNonNull(ostree);
    }

    @Override
    public final void run() {
        throw new ParameterException(requireNonNull(spec).commandLine(), nothingSaid);
    }
}
