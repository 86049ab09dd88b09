package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;

/// The machine's identity, which must not be in an image. With an empty file (0444) systemd makes
/// one at the first boot; without a file it also takes that boot for the very first and applies the
/// unit presets.
///
/// @param compat whether there is an empty file, the treefile's `machineid-compat`
public record MachineId(boolean compat) implements FinishStep {
    private static final String PATH = "etc/machine-id";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        if (compat) {
            return tree.edit().put(PATH, contents.file(Meta.root(0444), "")).build();
        }
        var editor = tree.edit();
        return editor.remove(PATH) ? editor.build() : tree;
    }
}
