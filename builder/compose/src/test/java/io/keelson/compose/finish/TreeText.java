package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tree written as lines of text, and read back as such:
///
/// ```
/// d usr                            a directory, 0755 and root's
/// d 1777 0:0 tmp                   one with other permissions
/// f etc/hostname "localhost\n"     a file, 0644 and root's
/// f 0640 0:42 etc/shadow "root:*:0:"
/// l bin -> usr/bin
/// ```
///
/// Listings leave out a directory that has something in it and nothing special.
public record TreeText(FileTree tree, Contents contents) {
    private static final Pattern LINE = Pattern.compile(
            "(?<type>[dfl]) (?:(?<mode>0?[0-7]{4}) (?<uid>\\d+):(?<gid>\\d+) )?(?<path>.*?)(?: -> (?<target>.*)| \"(?<text>.*)\")?");

    public static TreeText of(String lines) {
        return of(lines, new Contents());
    }

    /// As [#of(String)] with contents that other trees have, too.
    public static TreeText of(String lines, Contents contents) {
        TreeEditor editor = FileTree.EMPTY.edit();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> add(editor, contents, line.strip()));
        return new TreeText(editor.build(), contents);
    }

    private static void add(TreeEditor editor, Contents contents, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        String path = matcher.group("path");
        switch (matcher.group("type")) {
            case "d" -> editor.putDir(path, meta(matcher, Meta.DIRECTORY));
            case "f" -> editor.put(path, contents.file(meta(matcher, Meta.FILE), unescape(matcher.group("text"))));
            default -> editor.put(path, Entry.Link.to(matcher.group("target")));
        }
    }

    private static Meta meta(Matcher matcher, Meta usual) {
        if (matcher.group("mode") == null) {
            return usual;
        }
        int uid = Integer.parseInt(matcher.group("uid"));
        int gid = Integer.parseInt(matcher.group("gid"));
        return new Meta(uid, gid, Integer.parseInt(matcher.group("mode"), 8), usual.xattrs());
    }

    private static String unescape(@Nullable String text) {
        return text == null ? "" : text.replace("\\n", "\n").replace("\\\"", "\"");
    }

    /// The tree after some steps.
    TreeText after(FinishStep... steps) {
        FileTree result = tree;
        for (FinishStep step : steps) {
            result = step.apply(result, contents);
        }
        return new TreeText(result, contents);
    }

    /// Everything, or only what is at or below one of these paths.
    public String list(String... under) {
        StringBuilder out = new StringBuilder();
        tree.walk((path, entry) -> {
            boolean isListed = under.length == 0
                    || Arrays.stream(under).anyMatch(top -> path.equals(top) || path.startsWith(top + "/"));
            String line = line(path, entry);
            out.append(isListed && !line.isEmpty() ? line + "\n" : "");
        });
        return out.toString();
    }

    /// The text of a file.
    public String text(String path) {
        String text = contents.text(tree, path);
        if (text == null) {
            throw new AssertionError("no file at " + path + ", but\n" + list());
        }
        return text;
    }

    private String line(String path, Entry entry) {
        return switch (entry) {
            case Entry.Dir dir ->
                dir.meta().equals(Meta.DIRECTORY) && !dir.children().isEmpty()
                        ? ""
                        : "d " + meta(dir.meta(), Meta.DIRECTORY) + path;
            case Entry.File file -> "f " + meta(file.meta(), Meta.FILE) + path + quoted(contents.text(file.content()));
            case Entry.Link link -> "l " + path + " -> " + link.target();
        };
    }

    private static String meta(Meta meta, Meta usual) {
        return meta.equals(usual) ? "" : "%04o %d:%d ".formatted(meta.mode(), meta.uid(), meta.gid());
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : " \"" + text.replace("\n", "\\n") + "\"";
    }

    /// The lines of a text block, for lists that a step fills.
    static List<String> lines(String text) {
        return text.lines().toList();
    }
}
