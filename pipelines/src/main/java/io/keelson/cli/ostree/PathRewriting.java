package io.keelson.cli.ostree;

import io.keelson.release.KeelsonException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// What `--tar-pathname-filter` says.
final class PathRewriting {
    /// In a replacement: `\g<name>`, `\1`, any other escaped character, a plain one.
    private static final Pattern TOKEN = Pattern.compile("\\\\g<(\\w+)>|\\\\(\\d)|\\\\?(.)", Pattern.DOTALL);

    private PathRewriting() {}

    /// `REGEX,REPLACEMENT`, where `\1` and `\g<name>` in the replacement mean groups.
    static UnaryOperator<String> of(@Nullable String option) {
        if (option == null) {
            return UnaryOperator.identity();
        }
        int comma = option.indexOf(',');
        if (comma < 0) {
            throw new KeelsonException("Missing ',' in --tar-pathname-filter");
        }
        try {
            Pattern pattern = Pattern.compile(option.substring(0, comma));
            String replacement = java(option.substring(comma + 1));
            return path -> pattern.matcher(path).replaceAll(replacement);
        } catch (PatternSyntaxException e) {
            throw new KeelsonException("--tar-pathname-filter: " + e.getMessage(), e);
        }
    }

    /// The replacement as Java writes it, where every plain character is escaped: one might be a `$`, or a
    /// digit after the number of a group.
    private static String java(String replacement) {
        StringBuilder java = new StringBuilder();
        Matcher token = TOKEN.matcher(replacement);
        while (token.find()) {
            String group = token.group(1) == null ? token.group(2) : token.group(1);
            if (group == null) {
                java.append('\\').append(token.group(3));
            } else {
                java.append(group.matches("\\d+") ? "$" + group : "${" + group + "}");
            }
        }
        return java.toString();
    }
}
