package io.keelson.compose.tree;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The whole content of an image, immutable. Change it with [#edit()], which leaves this one as it is.
public record FileTree(Entry.Dir root) {
    /// A tree with nothing but its root, 0755 and owned by root.
    public static final FileTree EMPTY = new FileTree(Entry.Dir.empty(Meta.DIRECTORY));

    /// What stands at a clean path (see [TreePath]), or null. Links on the way are not followed.
    public @Nullable Entry get(String path) {
        Entry here = root;
        for (String part : TreePath.parts(path)) {
            if (!(here instanceof Entry.Dir dir)) {
                return null;
            }
            Entry next = dir.children().get(part);
            if (next == null) {
                return null;
            }
            here = next;
        }
        return here;
    }

    /// Whether something stands at `path`.
    public boolean has(String path) {
        return get(path) != null;
    }

    /// The file at `path`, or null when there is none or it is something else.
    public Entry.@Nullable File file(String path) {
        return get(path) instanceof Entry.File file ? file : null;
    }

    /// The directory at `path`, or null when there is none or it is something else.
    public Entry.@Nullable Dir dir(String path) {
        return get(path) instanceof Entry.Dir dir ? dir : null;
    }

    /// Calls `visitor` with every path and entry except the root, parents before children, in order
    /// of names.
    public void walk(BiConsumer<String, Entry> visitor) {
        walk("", root, visitor);
    }

    /// As [#walk(BiConsumer)] for what is below `path`, with whole paths; nothing when there is no
    /// directory.
    public void walk(String path, BiConsumer<String, Entry> visitor) {
        if (get(path) instanceof Entry.Dir dir) {
            walk(path, dir, visitor);
        }
    }

    private static void walk(String path, Entry.Dir dir, BiConsumer<String, Entry> visitor) {
        dir.children().forEach((name, entry) -> {
            String child = TreePath.join(path, name);
            visitor.accept(child, entry);
            if (entry instanceof Entry.Dir sub) {
                walk(child, sub, visitor);
            }
        });
    }

    /// A working copy to change.
    public TreeEditor edit() {
        return new TreeEditor(this);
    }
}
