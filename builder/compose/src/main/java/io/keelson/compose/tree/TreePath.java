package io.keelson.compose.tree;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Paths inside a tree: relative to its root, slash-separated, without `.`, `..` or empty parts.
/// The root itself is the empty string.
public final class TreePath {
    /// As many links as the Linux kernel follows for one path.
    private static final int MAX_LINKS = 40;

    private TreePath() {}

    /// Knows the links of a tree.
    @FunctionalInterface
    public interface Links {
        /// The target of the link at `path`, or null when something else or nothing is there.
        @Nullable
        String targetOf(String path);
    }

    /// Splits a clean path.
    ///
    /// @throws IllegalArgumentException when it has a part that could leave the tree
    public static List<String> parts(String path) {
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> parts = Arrays.asList(path.split("/", -1));
        parts.forEach(TreePath::checkName);
        return parts;
    }

    /// The directory that holds `path`; the root for a path of one part.
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /// The last part of `path`.
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// `name` inside `directory`.
    public static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /// Makes a clean path from one that people write: `/usr//lib/./x` becomes `usr/lib/x`. `..` stops
    /// at the root, as it does for a process whose root is the tree.
    public static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            push(parts, part);
        }
        return String.join("/", parts);
    }

    /// Where `path` really is when the links of the tree are followed in every part but the last. `..`
    /// leads out of the place where a link points, as it does for a process.
    ///
    /// @throws IllegalArgumentException when the links go round in a circle
    public static String canonical(FileTree tree, String path) {
        return canonical(at -> tree.get(at) instanceof Entry.Link link ? link.target() : null, path);
    }

    /// As [#canonical(FileTree, String)] where `links` gives the target of the link at a path, or null.
    public static String canonical(Links links, String path) {
        Deque<String> todo = new ArrayDeque<>();
        Arrays.stream(path.split("/", -1)).filter(part -> !isNothing(part)).forEach(todo::addLast);
        Deque<String> done = new ArrayDeque<>();
        int followed = 0;
        while (!todo.isEmpty()) {
            String part = todo.removeFirst();
            push(done, part);
            String here = String.join("/", done);
            String target = todo.isEmpty() ? null : links.targetOf(here);
            if (target != null) {
                if (++followed > MAX_LINKS) {
                    throw new IllegalArgumentException("too many links on the way to " + path);
                }
                follow(target, done, todo);
            }
        }
        return String.join("/", done);
    }

    private static void follow(String target, Deque<String> done, Deque<String> todo) {
        if (target.startsWith("/")) {
            done.clear();
        } else {
            done.removeLast();
        }
        List<String> parts = Arrays.asList(target.split("/", -1));
        for (String part : parts.reversed()) {
            todo.addFirst(part);
        }
    }

    private static void push(Deque<String> parts, String part) {
        if (part.equals("..")) {
            parts.pollLast();
        } else if (!isNothing(part)) {
            checkName(part);
            parts.addLast(part);
        }
    }

    private static boolean isNothing(String part) {
        return part.isEmpty() || part.equals(".");
    }

    private static void checkName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("\"" + name + "\" is no file name");
        }
    }
}
