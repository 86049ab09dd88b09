package io.keelson.cli.ostree;

import io.keelson.cli.ostree.programs.Extension;
import io.keelson.release.KeelsonException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `ostree` as a program of its own: what runs when the launcher is called by that name.
public final class OstreeMain {
    private OstreeMain() {}

    /// Runs one command and exits with its status: 0, or 1 for any failure.
    public static void main(String[] arguments) {
        System.exit(run(new OstreeCommand(), arguments));
    }

    /// Runs one command and returns its status.
    public static int run(OstreeCommand command, String... arguments) {
        Optional<Extension> extension = Extension.of(OstreeCommand.names(), arguments);
        if (extension.isEmpty()) {
            String[] words = WordOrder.namesFirst(arguments);
            return commandLine(command, words).execute(words);
        }
        try {
            return extension.get().run();
        } catch (KeelsonException e) {
            command.err().println("error: " + e.getMessage());
            command.err().flush();
            return KeelsonException.FAILED;
        }
    }

    /// The command line with upstream's way of saying that it was not understood.
    static CommandLine commandLine(OstreeCommand command, String... words) {
        CommandLine line = command.commandLine(words);
        line.setParameterExceptionHandler((problem, arguments) -> {
            command.err().println(problem.getCommandLine().getUsageMessage().stripTrailing());
            command.err().println("error: " + message(problem));
            command.err().flush();
            return KeelsonException.FAILED;
        });
        return line;
    }

    private static String message(ParameterException problem) {
        CommandLine at = problem.getCommandLine();
        if (problem instanceof UnmatchedArgumentException unmatched
                && !at.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            String group =
                    at.getParent() == null ? "" : "\"" + at.getCommandSpec().qualifiedName() + "\" sub";
            return "Unknown " + group + "command '" + unmatched.getUnmatched().getFirst() + "'";
        }
        return String.valueOf(problem.getMessage());
    }
}
