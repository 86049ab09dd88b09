package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.tree.TreePath;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// The treefile's `add-files`. [LocalFiles] has read them.
///
/// - A file goes to its destination; into it, under its own name, when the destination ends in `/` or
///   is a directory of the image.
/// - A directory is laid over its destination: what it holds goes there, directories are joined, files
///   and links replace what was there. A `/` at the end makes no difference.
///
/// Links of the image are followed on the way (`lib/x` is `usr/lib/x`); the destination must be below
/// `usr` but not `usr/local`, or below `etc`. A file never replaces a directory nor the other way round.
public record AddFiles(List<Addition> additions) implements FinishStep {
    /// One entry of the list, read.
    ///
    /// @param name of the source, as the treefile writes it
    /// @param entry what to add
    /// @param destination inside the image, with or without a leading slash
    public record Addition(String name, Entry entry, String destination) {}

    public AddFiles {
        additions = List.copyOf(additions);
    }

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        List<String> problems = new ArrayList<>();
        FileTree now = tree;
        for (Addition addition : additions) {
            now = new Laying(now, addition).run(problems);
        }
        if (!problems.isEmpty()) {
            throw KeelsonException.usage(problems);
        }
        return now;
    }

    /// One addition. Paths are looked up in the tree as it was before it.
    private static final class Laying {
        private final FileTree tree;
        private final Addition addition;
        private final TreeEditor editor;
        private final List<String> found = new ArrayList<>();

        Laying(FileTree tree, Addition addition) {
            this.tree = tree;
            this.addition = addition;
            this.editor = tree.edit();
        }

        FileTree run(List<String> problems) {
            lay(destination(), addition.entry());
            found.forEach(problem ->
                    problems.add("add-files: " + addition.name() + " to " + addition.destination() + ": " + problem));
            return editor.build();
        }

        private String destination() {
            String path = addition.destination();
            boolean isInto = path.endsWith("/") || Places.follow(tree, path) instanceof Entry.Dir;
            boolean isDir = addition.entry() instanceof Entry.Dir;
            return isInto && !isDir ? path + "/" + TreePath.name(addition.name()) : path;
        }

        private void lay(String path, Entry entry) {
            String place = Places.of(tree, path);
            switch (entry) {
                case Entry.Dir dir -> layDir(path, place, dir);
                case Entry.File file -> put(place, file);
                case Entry.Link link -> put(place, link);
            }
        }

        private void layDir(String path, String place, Entry.Dir dir) {
            // A link to a directory, such as /lib, stands for that directory.
            Entry there = Places.follow(tree, place);
            if (there != null && !(there instanceof Entry.Dir)) {
                found.add("/" + place + " of the image is not a directory");
                return;
            }
            if (there == null && isAllowed(place)) {
                editor.putDir(place, dir.meta());
            }
            dir.children().forEach((name, child) -> lay(path + "/" + name, child));
        }

        private void put(String place, Entry entry) {
            if (!isAllowed(place)) {
                found.add("/" + place + " is not below /usr (without /usr/local) or /etc");
            } else if (tree.get(place) instanceof Entry.Dir) {
                found.add("/" + place + " is a directory of the image");
            } else {
                editor.put(place, entry);
            }
        }
    }

    private static boolean isAllowed(String place) {
        boolean isUsr = place.startsWith("usr/") && !place.equals("usr/local") && !place.startsWith("usr/local/");
        return isUsr || place.startsWith("etc/");
    }
}
