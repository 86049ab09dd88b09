package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;

/// Mounts a tmpfs on `/tmp` when that is a real directory, which in a deployment cannot be written to.
/// Debian keeps the unit aside as an example; other distributions mount it already.
///
/// @param tmpIsDir the treefile's `tmp-is-dir`
public record TmpMount(boolean tmpIsDir) implements FinishStep {
    private static final String UNIT = "tmp.mount";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        String installed = Units.SYSTEM + "/" + UNIT;
        Entry unit = tree.has(installed) ? tree.get(installed) : tree.get("usr/share/systemd/" + UNIT);
        if (!tmpIsDir || unit == null) {
            return tree;
        }
        TreeEditor editor = tree.edit().put(installed, unit);
        Units.wantedBy(editor, "local-fs.target", UNIT);
        return editor.build();
    }
}
