package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;

/// The treefile's `readonly-executables`: programs in `/usr` lose their write bits, so that not even
/// root changes one by accident through a hard link into the repository.
public record ReadonlyExecutables() implements FinishStep {
    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        TreeEditor editor = tree.edit();
        tree.walk("usr", (path, entry) -> {
            int mode = entry.meta().mode();
            boolean isProgram = entry instanceof Entry.File && (mode & 0111) != 0;
            if (isProgram && (mode & 0222) != 0 && !path.startsWith("usr/etc/")) {
                editor.setMeta(path, entry.meta().withMode(mode & ~0222));
            }
        });
        return editor.build();
    }
}
