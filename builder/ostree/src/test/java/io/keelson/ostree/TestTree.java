package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Trees with everything that a tree may have, and a way to compare what is on disk.
public final class TestTree {
    private TestTree() {}

    /// Fills a new directory; equal seeds give equal trees but for the owner.
    public static Path random(Path root, long seed) throws IOException {
        Random random = new Random(seed);
        Files.createDirectories(root);
        for (String name : new String[] {"B", "a b", "sub", "é", "Sub/deeper/deepest", "empty", "𝄞", "\uFB01"}) {
            Path dir = Files.createDirectories(root.resolve(name));
            if (!name.equals("empty")) {
                fill(dir, random);
            }
        }
        Posix.chmod(root.resolve("sub"), 01777);
        Posix.setXattr(root.resolve("é"), "user.dir", new byte[] {0, 1, 2});
        fill(root, random);
        Files.write(root.resolve("over-a-mebibyte"), new byte[(1 << 20) + 1]);
        return root;
    }

    private static void fill(Path dir, Random random) throws IOException {
        for (int i = 0; i < 6; i++) {
            byte[] content = new byte[random.nextInt(5) == 0 ? 0 : random.nextInt(30_000)];
            random.nextBytes(content);
            Path file = Files.write(dir.resolve("file-" + i), content);
            Posix.chmod(file, new int[] {0644, 0755, 0600, 0664}[random.nextInt(4)]);
        }
        Posix.chmod(Files.writeString(dir.resolve("setuid"), "#!/bin/sh\n"), 04755);
        Path tagged = Files.writeString(dir.resolve("tagged-ü"), "x");
        Posix.setXattr(tagged, "user.z", "last".getBytes(StandardCharsets.UTF_8));
        Posix.setXattr(tagged, "user.a", new byte[300]);
        Posix.setXattr(tagged, "user.none", new byte[0]);
        Files.createSymbolicLink(dir.resolve("link"), Path.of("../../etc/päßwd"));
        Files.createSymbolicLink(dir.resolve("dangling"), Path.of("/nowhere"));
    }

    /// One line for each path below `root`: everything that a commit determines.
    static SortedMap<String, String> manifest(Path root) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.toList()) {
                lines.put(root.relativize(path).toString(), line(path));
            }
        }
        return lines;
    }

    private static String line(Path path) throws IOException {
        Inode inode = Inode.of(path);
        StringBuilder xattrs = new StringBuilder();
        for (Map.Entry<String, byte[]> xattr : Posix.getXattrs(path).entrySet()) {
            xattrs.append(' ').append(xattr.getKey()).append(Arrays.toString(xattr.getValue()));
        }
        String content = inode.isSymlink()
                ? Files.readSymbolicLink(path).toString()
                : inode.isRegular() ? Digest.of(path).hex() : "";
        return String.format("%o %d:%d %s%s", inode.mode(), inode.uid(), inode.gid(), content, xattrs);
    }
}
