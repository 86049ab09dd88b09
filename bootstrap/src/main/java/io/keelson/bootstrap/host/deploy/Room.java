package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether there is room for what a deployment writes.
public final class Room {
    /// Entries, directories, and what a file system needs to stay quick.
    private static final long SLACK = 2L << 20;
    /// The copy of /etc, boot entries, logs of the update itself.
    private static final long ROOT = 32L << 20;

    private Room() {}

    /// Bytes that can be written below a directory.
    public static long free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new KeelsonException("cannot tell the free space of " + directory + ": " + e.getMessage(), e);
        }
    }

    /// Checks /boot for the kernel and initramfs of `candidate`, which come beside those that are there: the
    /// oldest go only when the new ones are in the menu.
    static void checkBoot(HostPaths paths, long bytes) {
        require(paths.at("boot"), bytes + SLACK, "kernel and initramfs of the new deployment");
    }

    static void checkRoot(HostPaths paths) {
        require(paths.repository(), ROOT, "the new deployment");
    }

    private static void require(Path directory, long needed, String what) {
        long free = free(directory);
        if (free < needed) {
            throw new KeelsonException("no space in " + directory + " for " + what + ": " + mebibytes(needed)
                            + " needed, " + mebibytes(free) + " free")
                    .withHint("keelson-host cleanup removes what no deployment needs; keelson-host status shows pinned "
                            + "deployments, which keep theirs");
        }
    }

    /// A size as people compare it.
    public static String mebibytes(long bytes) {
        return bytes < 10L << 30
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
    }
}
