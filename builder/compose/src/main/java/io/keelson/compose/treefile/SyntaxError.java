package io.keelson.compose.treefile;

/// A document cannot be read to its end. Stops one file; the others are still looked at.
final class SyntaxError extends RuntimeException {
    private final Origin at;

    SyntaxError(Origin at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    Origin at() {
        return at;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
