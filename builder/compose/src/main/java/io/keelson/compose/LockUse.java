package io.keelson.compose;

import java.nio.file.Path;

/// What a lockfile is for in this run.
///
/// @param file the lockfile
/// @param mode what to do with it
public record LockUse(Path file, Mode mode) {
    /// What to do with a lockfile.
    public enum Mode {
        /// Nothing but the packages in it may be installed, if it exists.
        STRICT,
        /// Packages that it names have its version, others may come in, if it exists.
        RELAXED,
        /// It is not read, and is written anew.
        UPDATE,
        /// It does not count.
        IGNORE
    }
}
