package io.keelson.compose.treefile;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in Java's syntax what a regular expression says in JavaScript's. They differ in brackets:
/// Java nests them and gives `&&` a meaning; JavaScript has `[]` (nothing) and `[^]` (anything) and
/// takes a brace that is no repetition for itself. POSIX classes, which rpm-ostree's engine knows,
/// are kept.
final class ScriptPattern {
    private static final Pattern REPETITION = Pattern.compile("\\{[0-9]+(,[0-9]*)?}");
    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):]");
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alnum", "Alnum"),
            Map.entry("alpha", "Alpha"),
            Map.entry("blank", "Blank"),
            Map.entry("cntrl", "Cntrl"),
            Map.entry("digit", "Digit"),
            Map.entry("graph", "Graph"),
            Map.entry("lower", "Lower"),
            Map.entry("print", "Print"),
            Map.entry("punct", "Punct"),
            Map.entry("space", "Space"),
            Map.entry("upper", "Upper"),
            Map.entry("xdigit", "XDigit"));

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private ScriptPattern(String source) {
        this.source = source;
    }

    static String toJava(String source) {
        ScriptPattern translation = new ScriptPattern(source);
        while (translation.at < source.length()) {
            translation.step();
        }
        return translation.out.toString();
    }

    private void step() {
        switch (source.charAt(at)) {
            case '\\' -> copy(2);
            case '[' -> bracket();
            case '{' -> brace();
            default -> copy(1);
        }
    }

    private void brace() {
        Matcher repetition = REPETITION.matcher(source).region(at, source.length());
        boolean literal = !repetition.lookingAt() && !isName();
        if (literal) {
            out.append('\\');
        }
        copy(1);
    }

    /// `\p{L}`, `\x{2014}`: the brace belongs to the escape.
    private boolean isName() {
        return at >= 2 && source.charAt(at - 2) == '\\' && "pPx".indexOf(source.charAt(at - 1)) >= 0;
    }

    private void bracket() {
        if (source.startsWith("[]", at)) {
            replace(2, "(?!)");
        } else if (source.startsWith("[^]", at)) {
            replace(3, "[\\s\\S]");
        } else {
            copy(source.startsWith("[^", at) ? 2 : 1);
            while (at < source.length() && source.charAt(at) != ']') {
                member();
            }
            copy(1);
        }
    }

    private void member() {
        Matcher posix = POSIX.matcher(source).region(at, source.length());
        if (posix.lookingAt() && CLASSES.containsKey(posix.group(2))) {
            String letter = posix.group(1).isEmpty() ? "\\p{" : "\\P{";
            replace(posix.end() - at, letter + CLASSES.get(posix.group(2)) + "}");
        } else if (source.charAt(at) == '[' || source.charAt(at) == '&') {
            out.append('\\');
            copy(1);
        } else {
            copy(source.charAt(at) == '\\' ? 2 : 1);
        }
    }

    private void replace(int length, String text) {
        out.append(text);
        at += length;
    }

    private void copy(int length) {
        int end = Math.min(source.length(), at + length);
        out.append(source, at, end);
        at = end;
    }
}
