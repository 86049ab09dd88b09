package io.keelson.bootstrap.inventory;

import java.util.regex.Pattern;

/// `*` and `?` in names, as `ssh_config` and shells have them.
final class Globs {
    private Globs() {}

    static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.chars()
                .forEach(c -> regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        return Pattern.compile(regex.toString());
    }

    static boolean matches(String glob, String text) {
        return pattern(glob).matcher(text).matches();
    }
}
