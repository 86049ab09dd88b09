package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.release.KeelsonException;
import java.util.List;

/// The treefile's `remove-files`: files, links and whole directories that the image shall not have.
/// What is not there is gone already and no mistake. A link is removed, not what it leads to; links on
/// the way to it are followed, so `lib/x` is `usr/lib/x`.
///
/// @param paths relative to the root of the image
public record RemoveFiles(List<String> paths) implements FinishStep {
    public RemoveFiles {
        paths = List.copyOf(paths);
    }

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        List<String> problems = paths.stream()
                .filter(path -> Places.isOutside(path) || Places.of(tree, path).isEmpty())
                .map(path -> "remove-files: " + path + " is not a path relative to the root of the image")
                .toList();
        if (!problems.isEmpty()) {
            throw KeelsonException.usage(problems);
        }
        TreeEditor editor = tree.edit();
        paths.forEach(path -> editor.remove(Places.of(tree, path)));
        return editor.build();
    }
}
