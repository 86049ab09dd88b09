package io.keelson.bootstrap.host;

import io.keelson.release.KeelsonException;

/// How a program on a host ended.
///
/// @param status its exit status; 128 and the signal's number when a signal ended it
/// @param stdout the beginning of its standard output, as UTF-8 in which what is no text is replaced
/// @param stderr the END of its standard error, likewise, since that is where programs say why
/// @param truncated whether there was more of either than was kept
/// @param timedOut whether it was killed because its time was up
public record CommandResult(int status, String stdout, String stderr, boolean truncated, boolean timedOut) {
    /// A command that ended by itself and printed all this.
    public static CommandResult ended(int status, String stdout, String stderr) {
        return new CommandResult(status, stdout, stderr, false, false);
    }

    /// Whether it did what it was asked for.
    public boolean ok() {
        return status == 0 && !timedOut;
    }

    /// Why it failed in one line: the timeout, or the last line it wrote, or its status. Control characters
    /// in it, which could play tricks on a terminal, are replaced.
    public String reason() {
        if (timedOut) {
            return "it did not end in time";
        }
        String last = lastLine(stderr.isBlank() ? stdout : stderr);
        return last.isEmpty() ? "exit status " + status : last;
    }

    /// Itself.
    ///
    /// @throws KeelsonException when the command failed: `what` and [#reason()]
    public CommandResult orFail(String what) {
        if (!ok()) {
            throw new KeelsonException(what + ": " + reason());
        }
        return this;
    }

    private static String lastLine(String text) {
        return plain(text.lines()
                .filter(line -> !line.isBlank())
                .reduce("", (_, line) -> line)
                .strip());
    }

    /// `text` without control characters, so that it can be shown to a person.
    public static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
