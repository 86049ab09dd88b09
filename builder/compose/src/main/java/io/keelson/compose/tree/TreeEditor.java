package io.keelson.compose.tree;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A mutable copy of a [FileTree]. Paths are clean ([TreePath]); links are not followed. Missing
/// parent directories are made 0755 and owned by root.
public final class TreeEditor {
    private final Node root;

    TreeEditor(FileTree tree) {
        root = new Node(tree.root());
    }

    /// What stands at `path`, or null.
    public @Nullable Entry get(String path) {
        Node node = find(TreePath.parts(path));
        return node == null ? null : node.toEntry();
    }

    /// Whether something stands at `path`.
    public boolean has(String path) {
        return find(TreePath.parts(path)) != null;
    }

    /// Sets what stands at `path`, instead of whatever was there.
    ///
    /// @throws IllegalArgumentException when a parent is not a directory
    public TreeEditor put(String path, Entry entry) {
        parentOf(path).children().put(TreePath.name(path), new Node(entry));
        return this;
    }

    /// Makes `path` a directory with this metadata, keeping what is in it when it is one already.
    public TreeEditor putDir(String path, Meta meta) {
        Node node = find(TreePath.parts(path));
        if (node != null && node.children != null) {
            node.entry = Entry.Dir.empty(meta);
            return this;
        }
        return put(path, Entry.Dir.empty(meta));
    }

    /// Changes owner, permissions or attributes of what stands at `path`.
    ///
    /// @throws IllegalArgumentException when nothing stands there
    public TreeEditor setMeta(String path, Meta meta) {
        Node node = find(TreePath.parts(path));
        if (node == null) {
            throw new IllegalArgumentException("nothing at " + path);
        }
        node.entry = node.entry.withMeta(meta);
        return this;
    }

    /// Removes what stands at `path`, a directory with all it holds.
    ///
    /// @return whether something stood there
    public boolean remove(String path) {
        Node parent = find(TreePath.parts(TreePath.parent(path)));
        return parent != null && parent.children != null && parent.children.remove(TreePath.name(path)) != null;
    }

    /// Moves what stands at `from` to `to`, instead of whatever was there.
    ///
    /// @return whether there was something to move
    /// @throws IllegalArgumentException when `to` is inside `from`, or a parent of it is not a directory
    public boolean move(String from, String to) {
        Node node = find(TreePath.parts(from));
        if (node == null) {
            return false;
        }
        if (from.isEmpty() || to.startsWith(from + "/")) {
            throw new IllegalArgumentException("/" + from + " cannot move into itself, to /" + to);
        }
        Node parent = parentOf(to);
        remove(from);
        parent.children().put(TreePath.name(to), node);
        return true;
    }

    /// Names in the directory at `path`, in order; empty when there is no such directory.
    public List<String> names(String path) {
        Node node = find(TreePath.parts(path));
        return node == null || node.children == null ? List.of() : List.copyOf(node.children.keySet());
    }

    /// The tree as it now is. The editor can be used on.
    public FileTree build() {
        return new FileTree((Entry.Dir) root.toEntry());
    }

    private @Nullable Node find(List<String> parts) {
        Node here = root;
        for (String part : parts) {
            if (here.children == null) {
                return null;
            }
            Node next = here.children.get(part);
            if (next == null) {
                return null;
            }
            here = next;
        }
        return here;
    }

    private Node parentOf(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the root cannot be replaced");
        }
        Node here = root;
        TreePath.parts(path);
        for (String part : TreePath.parts(TreePath.parent(path))) {
            here = here.children().computeIfAbsent(part, name -> new Node(Entry.Dir.empty(Meta.DIRECTORY)));
            if (here.children == null) {
                throw new IllegalArgumentException(part + ", on the way to " + path + ", is not a directory");
            }
        }
        return here;
    }

    /// An entry and, for a directory, its children, which then are not in the entry.
    private static final class Node {
        private Entry entry;
        private final @Nullable SortedMap<String, Node> children;

        Node(Entry from) {
            entry = from instanceof Entry.Dir ? Entry.Dir.empty(from.meta()) : from;
            children = from instanceof Entry.Dir dir ? copy(dir) : null;
        }

        private static SortedMap<String, Node> copy(Entry.Dir dir) {
            SortedMap<String, Node> copy = new TreeMap<>();
            dir.children().forEach((name, child) -> copy.put(name, new Node(child)));
            return copy;
        }

        SortedMap<String, Node> children() {
            if (children == null) {
                throw new IllegalArgumentException("not a directory");
            }
            return children;
        }

        Entry toEntry() {
            if (children == null) {
                return entry;
            }
            SortedMap<String, Entry> built = new TreeMap<>();
            children.forEach((name, child) -> built.put(name, child.toEntry()));
            return new Entry.Dir(entry.meta(), built);
        }
    }
}
