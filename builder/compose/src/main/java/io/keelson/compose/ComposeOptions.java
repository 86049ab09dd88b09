package io.keelson.compose;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How to compose, beside what the treefile says. Names are those of `rpm-ostree compose tree` where
/// it has the option.
///
/// @param repo the OSTree repository; made in archive mode when it is not there
/// @param cacheDir what packages, indices and initramfs images are kept in between composes
/// @param workDir where the sandbox's directory is made; on the file system of the cache it costs least
/// @param previous revision to compare with; null takes the ref's commit
/// @param lock how the lockfile is used
/// @param metadata added to the commit as text, over what the treefile adds
/// @param epoch the time of the commit and of what scripts write, seconds since 1970
/// @param forceNoCache composes although nothing changed
/// @param dryRun stops after it is known what would be installed
/// @param downloadOnly stops when the packages are in the cache
/// @param fsync whether the commit waits for the disk
/// @param cacheDays what no compose has used for so many days is removed from the cache; 0 keeps everything
/// @param threads for unpacking and compressing
public record ComposeOptions(
        Path repo,
        Path cacheDir,
        Path workDir,
        @Nullable String previous,
        LockUse lock,
        Map<String, String> metadata,
        long epoch,
        boolean forceNoCache,
        boolean dryRun,
        boolean downloadOnly,
        boolean fsync,
        int cacheDays,
        int threads) {

    /// How long the cache keeps what nobody uses, when nobody says otherwise.
    public static final int CACHE_DAYS = 30;

    public ComposeOptions {
        metadata = Map.copyOf(metadata);
    }
}
