package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An ext4 file system in a file, filled without mounting it.
record Ext4(Path image, UUID uuid) {
    private static final Pattern FLAGS = Pattern.compile("Flags: 0x([0-9a-f]+)");
    private static final int IMMUTABLE = 0x10;

    /// The same file system identity for the same commit, so that `root=UUID=` is stable.
    static UUID uuidFor(String commit) {
        return UUID.nameUUIDFromBytes(("keelson root " + commit).getBytes(StandardCharsets.US_ASCII));
    }

    /// Makes the image of `bytes` bytes, sparse, with the content, owners and extended attributes of `tree`.
    void fill(Programs namespaced, Path tree, long bytes) {
        try {
            namespaced.run(
                    "mke2fs",
                    "-q",
                    "-F",
                    "-t",
                    "ext4",
                    "-L",
                    "root",
                    "-U",
                    uuid.toString(),
                    "-E",
                    "hash_seed=" + uuid,
                    "-d",
                    tree.toString(),
                    image.toString(),
                    (bytes >> 10) + "k");
        } catch (KeelsonException e) {
            throw e.getMessage() != null && e.getMessage().contains("Could not allocate")
                    ? e.withHint("the image of " + (bytes >> 20) + " MiB is too small: give a larger --size")
                    : e;
        }
    }

    /// Sets the immutable flag of a directory, which `mke2fs -d` does not carry over. Without it programs
    /// can create entries in `/` of the deployment, on this boot and never again after an upgrade.
    void makeImmutable(Programs programs, String directory) {
        int flags = flags(programs, directory) | IMMUTABLE;
        programs.run(
                "debugfs",
                "-w",
                "-R",
                "set_inode_field " + directory + " flags 0x" + Integer.toHexString(flags),
                image.toString());
        // debugfs exits with 0 whatever happens, so look.
        if (flags(programs, directory) != flags) {
            throw new KeelsonException("debugfs did not make " + directory + " in " + image + " immutable");
        }
    }

    private int flags(Programs programs, String path) {
        Matcher flags = FLAGS.matcher(programs.run("debugfs", "-R", "stat " + path, image.toString()));
        if (!flags.find()) {
            throw new KeelsonException("debugfs does not find " + path + " in " + image);
        }
        return Integer.parseInt(flags.group(1), 16);
    }
}
