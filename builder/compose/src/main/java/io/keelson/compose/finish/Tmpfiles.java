package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of tmpfiles.d(5), which make at boot what an image cannot bring in `/var`.
final class Tmpfiles {
    /// Where an image keeps its lines.
    static final String DIRECTORY = "usr/lib/tmpfiles.d";

    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'[^']*'|\\S+");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(x([0-9a-fA-F]{2})|.)");

    /// Types that make or own the path itself; those that only change or remove something do not count.
    private static final String MAKING = "fFdDvqQpLcbC";

    private Tmpfiles() {}

    /// A line that makes a directory.
    static String directory(String path, int mode, String user, String group) {
        return "d %s %04o %s %s -".formatted(escape("/" + path), mode, user, group);
    }

    /// A line that makes a link where nothing stands yet.
    static String link(String path, String target) {
        return "L %s - - - - %s".formatted(escape("/" + path), target.replace("%", "%%"));
    }

    /// A line that copies a file from the same path below `/usr/share/factory` where none stands yet.
    static String copy(String path) {
        return "C %s - - - - -".formatted(escape("/" + path));
    }

    /// The paths, relative to the root, that lines already in the tree make. Lines with specifiers
    /// (`%b`) are known only at boot and are left out.
    static Set<String> declared(FileTree tree, Contents contents) {
        Set<String> paths = new HashSet<>();
        for (String dir : List.of(DIRECTORY, "etc/tmpfiles.d", "usr/etc/tmpfiles.d")) {
            tree.walk(dir, (path, entry) -> {
                if (entry instanceof Entry.File file && path.endsWith(".conf")) {
                    contents.text(file.content()).lines().forEach(line -> declare(line, paths));
                }
            });
        }
        return paths;
    }

    private static void declare(String line, Set<String> paths) {
        Matcher field = FIELD.matcher(line);
        if (line.startsWith("#")
                || !field.find()
                || MAKING.indexOf(field.group().charAt(0)) < 0
                || !field.find()) {
            return;
        }
        String path = unescape(field).replace("%%", "\0");
        if (path.indexOf('%') < 0) {
            paths.add(TreePath.clean(path.replace('\0', '%')));
        }
    }

    private static String unescape(Matcher field) {
        String word = Optional.ofNullable(field.group(1)).orElse(field.group());
        String inner = word.startsWith("'") ? word.substring(1, word.length() - 1) : word;
        return ESCAPE.matcher(inner).replaceAll(Tmpfiles::escapedCharacter);
    }

    private static String escapedCharacter(MatchResult escape) {
        boolean isHex = escape.group(2) != null;
        String character = isHex ? Character.toString(Integer.parseInt(escape.group(2), 16)) : escape.group(1);
        return Matcher.quoteReplacement(character);
    }

    /// What a path looks like in a line: no separators, no specifiers.
    private static String escape(String path) {
        StringBuilder out = new StringBuilder();
        path.codePoints().forEach(c -> out.append(escaped(c)));
        return out.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '%' -> "%%";
            case '\\', '"', '\'' -> "\\" + Character.toString(c);
            case ' ', '\t', '\n' -> "\\x%02x".formatted(c);
            default -> Character.toString(c);
        };
    }
}
