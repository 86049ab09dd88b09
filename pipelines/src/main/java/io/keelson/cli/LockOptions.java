package io.keelson.cli;

import io.keelson.compose.LockUse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a command uses the lockfile.
final class LockOptions {
    @Option(
            names = "--lockfile",
            paramLabel = "FILE",
            description = "Use this lockfile instead of keelson.lock beside the treefile.")
    private @Nullable Path file;

    @Option(names = "--lock-update", description = "Take the newest packages and write the lockfile anew.")
    private boolean update;

    @Option(
            names = "--lock-relaxed",
            description = "Let packages in that the lockfile does not name. Without this it is strict.")
    private boolean relaxed;

    @Option(names = "--no-lock", description = "Do not read the lockfile.")
    private boolean ignore;

    LockUse of(Path treefile) {
        Path lock = file != null ? file : treefile.resolveSibling("keelson.lock");
        return new LockUse(lock, mode());
    }

    private LockUse.Mode mode() {
        if (update) {
            return LockUse.Mode.UPDATE;
        }
        if (ignore) {
            return LockUse.Mode.IGNORE;
        }
        return relaxed ? LockUse.Mode.RELAXED : LockUse.Mode.STRICT;
    }
}
