package io.keelson.compose.sandbox;

import io.keelson.compose.tree.FileTree;
import java.util.function.Consumer;

/// A place where programs of a tree run and change it: no network, no files of this machine. One
/// thread uses it at a time; closing it removes everything it made.
public interface Sandbox extends AutoCloseable {
    /// Runs a program with the tree as its root, to its end.
    ///
    /// @return how it ended, well or not
    default Output run(Program program) throws InterruptedException {
        return run(program, line -> {});
    }

    /// As [#run(Program)], telling each line that it prints as it comes.
    Output run(Program program, Consumer<String> lines) throws InterruptedException;

    /// The tree as the programs have left it. New contents are known to the compose's contents.
    FileTree tree() throws InterruptedException;

    /// Makes the sandbox show `target` from now on; only what differs is touched.
    void update(FileTree target) throws InterruptedException;

    @Override
    void close();
}
