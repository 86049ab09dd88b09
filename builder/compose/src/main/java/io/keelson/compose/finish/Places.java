package io.keelson.compose.finish;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreePath;
import io.keelson.release.KeelsonException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the paths that people write in a treefile are in the tree.
final class Places {
    private static final int MAX_LINKS = 40;

    private Places() {}

    /// The place in the tree that a treefile means by `path`, links on the way followed. `usr/etc/x`
    /// is `etc/x`, as long as the tree still has its configuration there.
    ///
    /// @throws KeelsonException when links of the tree go round in a circle, or the path has a NUL
    static String of(FileTree tree, String path) {
        String place = canonical(tree, path);
        boolean isConfiguration = place.equals("usr/etc") || place.startsWith("usr/etc/");
        return isConfiguration && !tree.has("usr/etc") ? place.substring("usr/".length()) : place;
    }

    private static String canonical(FileTree tree, String path) {
        try {
            return TreePath.canonical(tree, path);
        } catch (IllegalArgumentException e) {
            throw KeelsonException.usage("there is no " + path + " in the image: " + e.getMessage());
        }
    }

    /// Whether a path names something outside the tree, or is not relative to it.
    static boolean isOutside(String path) {
        return path.startsWith("/") || Arrays.asList(path.split("/")).contains("..");
    }

    /// The entry that a process would find at `path`, the last link followed too; null when there is none.
    static @Nullable Entry follow(FileTree tree, String path) {
        return followed(tree, path).map(tree::get).orElse(null);
    }

    /// The path where the links end, when something stands there.
    static Optional<String> followed(FileTree tree, String path) {
        String here = TreePath.canonical(tree, path);
        for (int links = 0; links < MAX_LINKS; links++) {
            if (!(tree.get(here) instanceof Entry.Link link)) {
                return tree.has(here) ? Optional.of(here) : Optional.empty();
            }
            String next = link.target().startsWith("/") ? link.target() : TreePath.parent(here) + "/" + link.target();
            here = TreePath.canonical(tree, next);
        }
        return Optional.empty();
    }
}
