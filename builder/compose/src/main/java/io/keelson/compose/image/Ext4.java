package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An ext4 file system in a file, filled without mounting it. The same tree gives the same bytes.
///
/// @param epoch seconds since 1970 that stand for the time of the build
record Ext4(Path image, UUID uuid, long epoch) {
    private static final Pattern FLAGS = Pattern.compile("Flags: 0x([0-9a-f]+)");
    private static final int IMMUTABLE = 0x10;
    private static final int SUPERBLOCK = 1024;
    private static final int INODES = 0;
    private static final int FREE_INODES = 16;

    /// The same identity for the same commit, so that `root=UUID=` is stable.
    static UUID uuidFor(String commit) {
        return UUID.nameUUIDFromBytes(("keelson root " + commit).getBytes(StandardCharsets.US_ASCII));
    }

    /// Makes the image of `bytes` bytes, sparse, with the content, owners and extended attributes of `tree`.
    /// Files that OSTree dates 1970 keep that; programs compare it with what they have cached.
    void fill(Programs namespaced, Path tree, long bytes) {
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
            String message = String.valueOf(e.getMessage());
            throw message.contains("Could not allocate") || message.contains("No free space")
                    ? e.withHint("the image of " + (bytes >> 20) + " MiB is too small: give a larger --size")
                    : e;
        }
    }

    /// Gives every inode the times of the build, and makes `directory` immutable: `mke2fs -d` does not
    /// carry that flag over. Without it programs can create entries in `/` of this deployment, which they
    /// cannot after the next upgrade.
    ///
    /// @param script file for the commands to debugfs
    void settle(Programs programs, String directory, Path script) throws IOException {
        int flags = flags(programs, directory) | IMMUTABLE;
        writeScript(directory, flags, script);
        programs.run("debugfs", "-w", "-f", script.toString(), image.toString());
        // debugfs exits with 0 whatever happens, so look.
        if (flags(programs, directory) != flags) {
            throw new KeelsonException("debugfs did not make " + directory + " in " + image + " immutable");
        }
    }

    private void writeScript(String directory, int flags, Path script) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(script)) {
            out.write("set_inode_field " + directory + " flags 0x" + Integer.toHexString(flags) + "\n");
            for (int inode = 1, last = usedInodes(); inode <= last; inode++) {
                for (String field : new String[] {"atime", "ctime", "crtime"}) {
                    out.write("set_inode_field <" + inode + "> " + field + " @" + epoch + "\n");
                }
            }
        }
    }

    /// mke2fs takes inodes in their order, so the used ones are the first.
    private int usedInodes() throws IOException {
        ByteBuffer superblock = ByteBuffer.allocate(SUPERBLOCK).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(image)) {
            file.read(superblock, SUPERBLOCK);
        }
        return superblock.getInt(INODES) - superblock.getInt(FREE_INODES);
    }

    private int flags(Programs programs, String path) {
        Matcher flags = FLAGS.matcher(programs.run("debugfs", "-R", "stat " + path, image.toString()));
        if (!flags.find()) {
            throw new KeelsonException("debugfs does not find " + path + " in " + image);
        }
        return Integer.parseInt(flags.group(1), 16);
    }
}
