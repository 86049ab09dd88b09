package io.keelson.compose.sandbox;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What turns one tree into another.
///
/// @param removed paths to remove first, only the topmost of each
/// @param written entries to write then, parents before children
record TreeDifference(List<String> removed, SortedMap<String, Entry> written) {
    static TreeDifference between(FileTree from, FileTree to) {
        TreeDifference difference = new TreeDifference(new ArrayList<>(), new TreeMap<>());
        difference.compare("", from.root(), to.root());
        return difference;
    }

    boolean isEmpty() {
        return removed.isEmpty() && written.isEmpty();
    }

    private void compare(String path, Entry.Dir from, Entry.Dir to) {
        from.children().forEach((name, old) -> {
            Entry now = to.children().get(name);
            if (now == null || !sameKind(old, now)) {
                removed.add(TreePath.join(path, name));
            }
        });
        to.children().forEach((name, now) -> {
            Entry old = from.children().get(name);
            compareEntry(TreePath.join(path, name), old != null && sameKind(old, now) ? old : null, now);
        });
    }

    private void compareEntry(String path, @org.jspecify.annotations.Nullable Entry old, Entry now) {
        if (now instanceof Entry.Dir dir) {
            Entry.Dir below = old instanceof Entry.Dir oldDir ? oldDir : null;
            if (below == null || !below.meta().equals(dir.meta())) {
                written.put(path, Entry.Dir.empty(dir.meta()));
            }
            compare(path, below == null ? Entry.Dir.empty(dir.meta()) : below, dir);
        } else if (!now.equals(old)) {
            written.put(path, now);
        }
    }

    private static boolean sameKind(Entry a, Entry b) {
        return a.getClass() == b.getClass();
    }
}
