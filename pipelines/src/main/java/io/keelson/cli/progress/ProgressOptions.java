package io.keelson.cli.progress;

import io.keelson.release.Progress;
import java.io.Console;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `--progress`, which the topmost command has as a [Mixin] and all commands inherit.
public final class ProgressOptions {
    /// How progress is shown.
    public enum Form {
        /// Live on a terminal, else plain.
        AUTO,
        /// A line for each task that has ended.
        PLAIN,
        /// A JSON object for each line.
        JSON
    }

    @Option(
            names = "--progress",
            paramLabel = "auto|plain|json",
            scope = ScopeType.INHERIT,
            description = "How work is shown on standard error.")
    private Form form = Form.AUTO;

    /// What the user asked for, anywhere on the command line of `command`.
    public static Progress of(CommandSpec command) {
        return options(command).to(System.err);
    }

    /// How to show what [Progress] has no words for: [Form#AUTO] means live, on a terminal.
    public static Form form(CommandSpec command) {
        Form asked = options(command).form;
        return asked == Form.AUTO && !isTerminal() ? Form.PLAIN : asked;
    }

    private static ProgressOptions options(CommandSpec command) {
        return command.root().mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(ProgressOptions.class::isInstance)
                .map(ProgressOptions.class::cast)
                .findFirst()
                .orElseGet(ProgressOptions::new);
    }

    private Progress to(PrintStream out) {
        return new Tracking(
                switch (form) {
                    case JSON -> new JsonLines(out);
                    case PLAIN -> new PlainLines(out);
                    case AUTO -> isTerminal() ? new LiveLine(out) : new PlainLines(out);
                });
    }

    /// Whether a person looks: the JVM only knows of standard input and output together. Since JDK 25 there
    /// is no console when nobody does.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}
