package io.keelson.packages.resolve;

import java.util.regex.Pattern;

/// Package name patterns: `*`, `?` and `[a-z]`.
final class Globs {
    private Globs() {}

    static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
    }

    static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                regex.append(set(glob.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    private static String set(String inside) {
        boolean negative = inside.startsWith("!") || inside.startsWith("^");
        String members = negative ? inside.substring(1) : inside;
        return "[" + (negative ? "^" : "") + members.replaceAll("[\\[\\]\\\\&^]", "\\\\$0") + "]";
    }
}
