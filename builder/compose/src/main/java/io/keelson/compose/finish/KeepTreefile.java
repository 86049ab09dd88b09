package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;

/// Keeps the treefile that the image was made from inside it, where rpm-ostree does.
///
/// @param json the treefile after includes and variables
public record KeepTreefile(String json) implements FinishStep {
    private static final String PATH = "usr/share/rpm-ostree/treefile.json";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        return tree.edit().put(PATH, contents.file(Meta.FILE, json)).build();
    }
}
