package io.keelson.ostree.variant;

import java.nio.charset.StandardCharsets;

/// The characters of a text form, a few at a time.
final class TextScanner {
    private final String text;
    private int at;

    TextScanner(String text) {
        this.text = text;
    }

    /// The next character that is not space, or NUL at the end.
    char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    void take(char wanted) {
        if (peek() != wanted) {
            throw bad("'" + wanted + "' is expected");
        }
        at++;
    }

    /// Whether another element follows; takes the comma before it, or the end.
    boolean more(char end, boolean comma) {
        if (peek() == end) {
            at++;
            return false;
        }
        if (comma) {
            take(',');
            if (peek() == end) { // (1,)
                at++;
                return false;
            }
        }
        return true;
    }

    void expectEnd() {
        if (peek() != '\0') {
            throw bad("nothing more is expected");
        }
    }

    /// A type after `@`.
    String annotation() {
        take('@');
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /// A keyword or number.
    String word() {
        peek();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-._".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (start == at) {
            throw bad("a value is expected");
        }
        return text.substring(start, at);
    }

    /// Whether a value that may be absent says so itself, or begins with its type.
    boolean startsMaybe() {
        return peek() == '@' || text.startsWith("nothing", at) || text.startsWith("just ", at);
    }

    boolean startsByteString() {
        return peek() == 'b' && at + 1 < text.length() && "'\"".indexOf(text.charAt(at + 1)) >= 0;
    }

    /// The text of a string.
    String quoted() {
        char quote = peek();
        at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == quote) {
                return out.toString();
            }
            if (c == '\\') {
                escape(out);
            } else {
                out.append(c);
            }
        }
    }

    /// The bytes of a bytestring, one to a character, without the NUL.
    String byteString() {
        take('b');
        char quote = next();
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == quote) {
                return out.toString();
            }
            if (c == '\\' && at < text.length() && Character.digit(text.charAt(at), 8) >= 0) {
                out.append(octal());
            } else if (c == '\\') {
                escape(out);
            } else {
                out.append(new String(String.valueOf(c).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private char octal() {
        int value = 0;
        for (int i = 0; i < 3 && at < text.length() && Character.digit(text.charAt(at), 8) >= 0; i++) {
            value = value * 8 + Character.digit(text.charAt(at++), 8);
        }
        return (char) (value & 0xff);
    }

    private void escape(StringBuilder out) {
        char c = next();
        int special = "abfnrtv".indexOf(c);
        if (special >= 0) {
            out.append("\u0007\b\f\n\r\t\u000b".charAt(special));
        } else if (c == 'u' || c == 'U') {
            int length = c == 'u' ? 4 : 8;
            if (at + length > text.length()) {
                throw bad("an escape is cut off");
            }
            out.appendCodePoint(Integer.parseInt(text, at, at + length, 16));
            at += length;
        } else {
            out.append(c);
        }
    }

    private char next() {
        if (at >= text.length()) {
            throw bad("a quote is not closed");
        }
        return text.charAt(at++);
    }

    VariantFormatException bad(String problem) {
        return new VariantFormatException("at character " + (at + 1) + " of '" + text + "': " + problem);
    }
}
