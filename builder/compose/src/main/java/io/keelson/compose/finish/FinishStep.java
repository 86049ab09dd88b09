package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;

/// One transformation of the tree. It reads and writes nothing but its arguments, so the same tree
/// gives the same result everywhere.
@FunctionalInterface
public interface FinishStep {
    /// Returns the changed tree, or `tree` itself when the step does not apply.
    ///
    /// @throws io.keelson.release.KeelsonException when the tree cannot be what the treefile asks for
    FileTree apply(FileTree tree, Contents contents);
}
