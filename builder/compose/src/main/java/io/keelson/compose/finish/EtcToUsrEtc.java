package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.tree.TreePath;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// Moves `/etc` to `/usr/etc`, from where a deployment makes its own `/etc`. The last step that sees
/// configuration: all others work on `/etc`. Where a package brought `/usr/etc` itself, the two are
/// joined as long as they do not say different things.
public record EtcToUsrEtc() implements FinishStep {
    private static final String FROM = "etc";
    private static final String TO = "usr/etc";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        if (tree.dir(FROM) == null) {
            return tree;
        }
        TreeEditor editor = tree.edit();
        List<String> clashes = new ArrayList<>();
        if (tree.dir(TO) == null) {
            editor.move(FROM, TO);
        } else {
            tree.walk(FROM, (path, entry) -> join(editor, TO + path.substring(FROM.length()), entry, clashes));
            editor.remove(FROM);
        }
        if (!clashes.isEmpty()) {
            throw new KeelsonException(
                            "/etc and /usr/etc of the image say different things about " + String.join(", ", clashes))
                    .withHint("configuration belongs in /etc; drop the other one with remove-files");
        }
        return editor.build();
    }

    private static void join(TreeEditor editor, String place, Entry entry, List<String> clashes) {
        Entry there = editor.get(place);
        if (entry instanceof Entry.Dir dir && (there == null || there instanceof Entry.Dir)) {
            editor.putDir(place, dir.meta());
        } else if (there == null && editor.get(TreePath.parent(place)) instanceof Entry.Dir) {
            editor.put(place, entry);
        } else if (!entry.equals(there)) {
            clashes.add(place.substring("usr/".length()));
        }
    }
}
