package io.keelson.compose.image;

import java.nio.file.Path;

/// The times of files on their way into an image.
final class BuildTimes {
    private BuildTimes() {}

    /// Gives all files the time `epoch`, but those that OSTree dates 1970: programs compare that with what they
    /// have cached.
    static void set(Programs namespaced, Path tree, long epoch) {
        namespaced.run(
                "find",
                tree.toString(),
                "-newermt",
                "@0",
                "-exec",
                "touch",
                "--no-dereference",
                "--date=@" + epoch,
                "{}",
                "+");
    }
}
