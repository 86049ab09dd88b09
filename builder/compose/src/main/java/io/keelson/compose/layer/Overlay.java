package io.keelson.compose.layer;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.tree.TreePath;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays trees over a tree. A layer's `/usr/etc` is laid over `/etc`, where configuration is until the image
/// is shaped; a directory of a layer goes where the links of the tree below lead. Directories that are there
/// stay as they are. Files and links that are there must be the same, unless the layer overrides; no layer
/// puts a file in place of a directory or a directory in place of a file.
final class Overlay {
    private final Map<String, String> from = new HashMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private FileTree below;
    private TreeEditor editor;

    Overlay(FileTree tree) {
        this.below = tree;
        this.editor = tree.edit();
    }

    void lay(Layer layer, FileTree tree) {
        tree.root().children().forEach((name, entry) -> put(layer, "", name, entry));
        below = editor.build();
        editor = below.edit();
    }

    /// The tree with all layers.
    ///
    /// @throws KeelsonException with a line for each conflict
    FileTree result() {
        if (!conflicts.isEmpty()) {
            throw new KeelsonException("layers bring other files than are there:\n  " + String.join("\n  ", conflicts))
                    .withHint("take them out of the layer or out of the packages, or name the layer in"
                            + " ostree-override-layers: its files win over files, but never over directories");
        }
        return below;
    }

    private void put(Layer layer, String parent, String name, Entry entry) {
        boolean isEtc = parent.equals("usr") && name.equals("etc") && entry instanceof Entry.Dir;
        String path = isEtc ? "etc" : TreePath.join(parent, name);
        if (entry instanceof Entry.Dir dir) {
            putDirectory(layer, path, dir);
            return;
        }
        Entry there = there(path);
        boolean replaces = layer.overrides() && !(there instanceof Entry.Dir);
        if (there == null || replaces) {
            editor.put(path, entry);
            from.put(path, layer.name());
        } else if (!there.equals(entry)) {
            conflict(layer, path, there);
        }
    }

    private void putDirectory(Layer layer, String path, Entry.Dir dir) {
        String real = real(path);
        Entry there = real == null ? below.get(path) : there(real);
        if (real == null || (there != null && !(there instanceof Entry.Dir))) {
            conflict(layer, path, there);
            return;
        }
        if (there == null) {
            editor.put(real, Entry.Dir.empty(dir.meta()));
            from.put(real, layer.name());
        }
        dir.children().forEach((name, child) -> put(layer, real, name, child));
    }

    /// What stands there, whether it was there before or this layer has put it there through another link.
    private @Nullable Entry there(String path) {
        Entry before = below.get(path);
        return before == null && from.containsKey(path) ? editor.get(path) : before;
    }

    /// Where a directory is when the links below are followed; null when they go round in a circle.
    private @Nullable String real(String path) {
        try {
            return TreePath.parent(TreePath.canonical(below, path + "/x"));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void conflict(Layer layer, String path, @Nullable Entry there) {
        String owner = from.getOrDefault(path, "");
        String other = owner.isEmpty() ? "the packages" : "the layer '" + owner + "'";
        String what = there instanceof Entry.Dir ? " (a directory there)" : "";
        conflicts.add("/" + path + ": '" + layer.name() + "' and " + other + what);
    }
}
