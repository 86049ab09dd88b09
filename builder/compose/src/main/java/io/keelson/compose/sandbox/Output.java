package io.keelson.compose.sandbox;

/// How a program ended.
///
/// @param status exit status; 128 and the number of the signal when one ended it
/// @param text what it printed on standard output and standard error, in order
public record Output(int status, String text) {
    /// Whether it ended with status 0.
    public boolean ok() {
        return status == 0;
    }

    /// The last lines of the text, at most `lines`.
    public String tail(int lines) {
        String[] all = text.stripTrailing().split("\n", -1);
        int from = Math.max(0, all.length - lines);
        return String.join("\n", java.util.Arrays.asList(all).subList(from, all.length));
    }
}
