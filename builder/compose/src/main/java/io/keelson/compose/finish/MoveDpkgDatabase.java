package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;

/// Keeps dpkg's database with the files that it describes: in `/usr`, which belongs to the commit,
/// and not in `/var`, which belongs to the machine. A link made at boot lets `dpkg -l` find it.
public record MoveDpkgDatabase() implements FinishStep {
    private static final String PLACE = "usr/lib/sysimage/dpkg";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        if (tree.dir("var/lib/dpkg") == null) {
            return tree;
        }
        TreeEditor editor = tree.edit();
        editor.move("var/lib/dpkg", PLACE);
        String line = Tmpfiles.link("var/lib/dpkg", "../../" + PLACE) + "\n";
        return editor.put(Tmpfiles.DIRECTORY + "/keelson-dpkg.conf", contents.file(Meta.FILE, line))
                .build();
    }
}
