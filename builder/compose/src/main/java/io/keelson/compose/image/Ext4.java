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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An ext4 file system in a file, filled without mounting it. The same tree gives the same bytes.
///
/// @param epoch seconds since 1970 that stand for the time of the build
/// @param features for `mke2fs -O`: what is on or off against the usual, or an empty text
record Ext4(Path image, UUID uuid, long epoch, String label, String features) {
    private static final Pattern FLAGS = Pattern.compile("Flags: 0x([0-9a-f]+)");
    private static final int IMMUTABLE = 0x10;
    private static final int SUPERBLOCK = 1024;
    private static final int INODES = 0;
    private static final int FREE_INODES = 16;

    /// A root file system.
    static Ext4 root(Path image, UUID uuid, long epoch) {
        return new Ext4(image, uuid, epoch, "root", "");
    }

    /// A boot file system, without what GRUB 2.06 cannot read.
    static Ext4 boot(Path image, UUID uuid, long epoch) {
        return new Ext4(image, uuid, epoch, "boot", "^metadata_csum_seed,^64bit");
    }

    /// The same identity for the same commit, so that `root=UUID=` is stable.
    static UUID uuidFor(String commit) {
        return uuidFor("root", commit);
    }

    /// The same identity for the same part of the same commit's image.
    static UUID uuidFor(String part, String commit) {
        return UUID.nameUUIDFromBytes(("keelson " + part + " " + commit).getBytes(StandardCharsets.US_ASCII));
    }

    /// Makes the image of `bytes` bytes, sparse, with the content, owners and extended attributes of `tree`.
    void fill(Programs namespaced, Path tree, long bytes) {
        BuildTimes.set(namespaced, tree, epoch);
        try {
            namespaced.run(makeCommand(tree, bytes));
        } catch (KeelsonException e) {
            String message = String.valueOf(e.getMessage());
            throw message.contains("Could not allocate") || message.contains("No free space")
                    ? e.withHint("the image of " + (bytes >> 20) + " MiB is too small: give a larger --size")
                    : e;
        }
    }

    private String[] makeCommand(Path tree, long bytes) {
        List<String> command = new ArrayList<>(List.of("mke2fs", "-q", "-F", "-t", "ext4", "-L", label));
        if (!features.isEmpty()) {
            command.addAll(List.of("-O", features));
        }
        command.addAll(List.of("-U", uuid.toString(), "-E", "hash_seed=" + uuid, "-d", tree.toString()));
        command.addAll(List.of(image.toString(), (bytes >> 10) + "k"));
        return command.toArray(String[]::new);
    }

    /// Gives every inode the times of the build.
    ///
    /// @param script file for the commands to debugfs
    void settle(Programs programs, Path script) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(script)) {
            writeTimes(out);
        }
        programs.run("debugfs", "-w", "-f", script.toString(), image.toString());
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
            writeTimes(out);
        }
    }

    private void writeTimes(BufferedWriter out) throws IOException {
        for (int inode = 1, last = usedInodes(); inode <= last; inode++) {
            for (String field : new String[] {"atime", "ctime", "crtime"}) {
                out.write("set_inode_field <" + inode + "> " + field + " @" + epoch + "\n");
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
