package io.keelson.bootstrap.host;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A program to run on a host.
///
/// @param argv program and arguments; a program without a slash is looked up as the host does
/// @param input what it reads from its standard input
/// @param timeout after which it is killed
/// @param keep how many bytes of its standard output are kept, and as many of its standard error
/// @param shown whether its standard output goes to the operator's terminal, when there is one, and not into
///     the result: for programs that draw their own progress. A shell without terminal ignores this
public record Invocation(List<String> argv, String input, Duration timeout, int keep, boolean shown) {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int KEEP = 1 << 20;

    public Invocation {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || keep < 0 || timeout.isNegative()) {
            throw new IllegalArgumentException("a command needs a program, a timeout and a limit");
        }
        if (argv.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("no word of a command can hold a NUL");
        }
    }

    /// A command without input that may take a minute and print a mebibyte.
    public static Invocation of(String... argv) {
        return of(List.of(argv));
    }

    /// The same of a list of words.
    public static Invocation of(List<String> argv) {
        return new Invocation(argv, "", TIMEOUT, KEEP, false);
    }

    /// The same with something to read.
    public Invocation with(String text) {
        return new Invocation(argv, text, timeout, keep, shown);
    }

    /// The same with another timeout.
    public Invocation within(Duration time) {
        return new Invocation(argv, input, time, keep, shown);
    }

    /// The same with another bound for its output.
    public Invocation keeping(int bytes) {
        return new Invocation(argv, input, timeout, bytes, shown);
    }

    /// The same, with its standard output on the operator's terminal.
    public Invocation onTerminal() {
        return new Invocation(argv, input, timeout, keep, true);
    }

    /// Its input as bytes.
    public byte[] inputBytes() {
        return input.getBytes(StandardCharsets.UTF_8);
    }

    /// How a message shows it: the words with quotes where a shell would need them.
    @Override
    public String toString() {
        return String.join(" ", argv.stream().map(Invocation::quoted).toList());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./~^-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
