package io.keelson.compose.finish;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// The systemd units of a tree.
final class Units {
    /// Where packages put units.
    static final String SYSTEM = "usr/lib/systemd/system";

    /// Where an image's own configuration puts units and enables them.
    static final String CONFIGURED = "etc/systemd/system";

    private Units() {}

    /// The directory that holds the file of `unit`; for `a@b.service` that is the one with `a@.service`.
    static Optional<String> directoryOf(FileTree tree, String unit) {
        String file = fileName(unit);
        return List.of(CONFIGURED, SYSTEM).stream()
                .filter(dir -> tree.has(dir + "/" + file))
                .findFirst();
    }

    /// The name of the file that describes `unit`: its template when it is an instance.
    static String fileName(String unit) {
        int at = unit.indexOf('@');
        int dot = unit.lastIndexOf('.');
        return at > 0 && dot > at ? unit.substring(0, at + 1) + unit.substring(dot) : unit;
    }

    /// Whether `unit` is a template and so cannot be started itself.
    static boolean isTemplate(String unit) {
        return unit.contains("@.");
    }

    /// The names of all units.
    static NavigableSet<String> names(FileTree tree) {
        NavigableSet<String> names = new TreeSet<>();
        for (String dir : List.of(SYSTEM, CONFIGURED)) {
            Entry.Dir found = tree.dir(dir);
            if (found != null) {
                found.children().keySet().stream()
                        .filter(name -> name.indexOf('.') > 0)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /// Makes `target` want `unit`, both of them in the part of the tree that belongs to packages.
    static void wantedBy(TreeEditor editor, String target, String unit) {
        editor.put(SYSTEM + "/" + target + ".wants/" + unit, Entry.Link.to("../" + unit));
    }
}
