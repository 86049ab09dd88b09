package io.keelson.compose;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.ostree.Repository;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The treefile's `preserve-passwd`: the accounts of the previous commit are there before any script
/// runs. A script that makes its user then finds it, with the number that hosts already know.
final class PreservedAccounts {
    private static final List<String> FILES = List.of("passwd", "group");

    /// An account with an `x` has its password in shadow(5), which is not there yet; pwconv(8) would take
    /// the `x` for the password. With `*` it makes the line that a first compose has.
    private static final String SHADOWED = "^([^:]*):x:";

    private PreservedAccounts() {}

    /// Adds the accounts of `previous` to a tree that has none yet.
    static FileTree add(FileTree tree, Contents contents, Repository repository, Previous previous) throws IOException {
        TreeEditor editor = tree.edit();
        for (String name : FILES) {
            String lines =
                    joined(previous.file(repository, "usr/etc/" + name), previous.file(repository, "usr/lib/" + name));
            if (!lines.isEmpty() && !tree.has("etc/" + name)) {
                editor.put("etc/" + name, contents.file(Meta.FILE, lines));
            }
        }
        return editor.build();
    }

    /// Both texts, one line for each account: root, which only `/usr/etc` has, comes first.
    private static String joined(String etc, String lib) {
        Map<String, String> moved = byName(lib);
        Map<String, String> accounts = byName(etc);
        Map<String, String> all = new LinkedHashMap<>();
        accounts.forEach((name, line) -> {
            if (!moved.containsKey(name)) {
                all.put(name, line);
            }
        });
        all.putAll(moved);
        all.putAll(accounts);
        return all.isEmpty() ? "" : String.join("\n", all.values()) + "\n";
    }

    private static Map<String, String> byName(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : text.lines().filter(line -> line.contains(":")).toList()) {
            lines.put(line.replaceFirst(":.*", ""), line.replaceFirst(SHADOWED, "$1:*:"));
        }
        return lines;
    }
}
