package io.keelson.cli.ostree;

import picocli.CommandLine;

/// `ostree` as a program of its own.
public final class OstreeMain {
    private OstreeMain() {}

    /// Runs one command and exits with its status: 0, or 1 for any failure.
    public static void main(String[] arguments) {
        System.exit(commandLine(new OstreeCommand(), arguments).execute(arguments));
    }

    /// The command line with upstream's way of saying that it was not understood.
    static CommandLine commandLine(OstreeCommand command, String... words) {
        CommandLine line = command.commandLine(words);
        line.setParameterExceptionHandler((problem, arguments) -> {
            command.err().println(problem.getCommandLine().getUsageMessage());
            command.err().println("error: " + problem.getMessage());
            command.err().flush();
            return 1;
        });
        return line;
    }
}
