package io.keelson.compose.disk.xfs;

import io.keelson.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes a tree of many shapes, and remembers each file as one line: the mounted file system must say
/// the same.
final class RandomTree {
    private static final int[] SIZES = {0, 1, 100, 4095, 4096, 4097, 20_000};
    private static final int[] TARGETS = {1, 5, 100, 280, 296, 335, 336, 337, 1023};
    private static final int[] VALUES = {0, 1, 20, 60, 255, 256, 2000, 3100};
    private static final long[] TIMES = {0, 1, 1_500_000_000, 4_000_000_000L};

    private final XfsImage image;
    private final Random random;
    private final SortedMap<String, String> lines = new TreeMap<>();
    private final List<String> files = new ArrayList<>();

    RandomTree(XfsImage image, long seed) throws IOException {
        this.image = image;
        this.random = new Random(seed);
        directory("", Map.of());
    }

    /// By path.
    SortedMap<String, String> lines() {
        return lines;
    }

    /// Directories in directories, with everything that there is.
    void nest(String path, int depth) throws IOException {
        String prefix = path.isEmpty() ? "" : path + "/";
        for (int i = 0, count = random.nextInt(60); i < count; i++) {
            entry(prefix + name(i));
        }
        for (int i = 0; i < 3 && depth > 0; i++) {
            String child = prefix + "dir" + i;
            directory(child, xattrs());
            nest(child, depth - 1);
        }
    }

    private String name(int number) {
        return switch (random.nextInt(4)) {
            case 0 -> "f" + number;
            case 1 -> "a longer name with ümläüts " + number;
            case 2 -> "n".repeat(1 + random.nextInt(250)) + number;
            default -> "lib-" + number + ".so";
        };
    }

    private void entry(String path) throws IOException {
        switch (random.nextInt(10)) {
            case 0, 1 -> link(path, "t".repeat(TARGETS[random.nextInt(TARGETS.length)]));
            case 2 -> hardLink(path);
            case 3 -> fifo(path);
            default -> file(path, SIZES[random.nextInt(SIZES.length)], xattrs());
        }
    }

    /// A directory of `count` empty files whose names have about `length` bytes.
    void wide(String path, int count, int length) throws IOException {
        directory(path, Map.of());
        String first = path + "/" + "w".repeat(length) + 0;
        file(first, 0, Map.of());
        for (int i = 1; i < count; i++) {
            String name = path + "/" + "w".repeat(length) + i;
            image.hardLink(name, first);
            lines.put(name, lines.get(first));
        }
    }

    void deep(String path, int depth) throws IOException {
        String directory = path;
        for (int i = 0; i < depth; i++) {
            directory(directory, Map.of());
            directory += "/d" + i;
        }
        directory(directory, Map.of());
        file(directory + "/bottom", 10, Map.of());
    }

    void directory(String path, Map<String, byte[]> xattrs) throws IOException {
        Meta meta = meta(xattrs);
        image.directory(path, meta);
        lines.put(path, line("directory", meta, ""));
    }

    void file(String path, int size, Map<String, byte[]> xattrs) throws IOException {
        Meta meta = meta(xattrs);
        byte[] content = new byte[size];
        random.nextBytes(content);
        image.file(path, meta, size, new ByteArrayInputStream(content));
        lines.put(path, line("file", meta, Digest.of(content).hex()));
        files.add(path);
    }

    private void link(String path, String target) throws IOException {
        Meta meta = new Meta(0777, 1, 2, TIMES[2], new TreeMap<>());
        image.link(path, meta, target);
        lines.put(path, line("link", meta, target));
    }

    private void fifo(String path) throws IOException {
        Meta meta = meta(Map.of());
        image.fifo(path, meta);
        lines.put(path, line("fifo", meta, ""));
    }

    private void hardLink(String path) throws IOException {
        if (!files.isEmpty()) {
            String target = files.get(random.nextInt(files.size()));
            image.hardLink(path, target);
            lines.put(path, lines.get(target));
        }
    }

    private Map<String, byte[]> xattrs() {
        Map<String, byte[]> xattrs = new TreeMap<>();
        for (int i = 0, count = Math.max(0, random.nextInt(12) - 6); i < count; i++) {
            byte[] value = new byte[VALUES[random.nextInt(VALUES.length)]];
            random.nextBytes(value);
            xattrs.put(List.of("user.", "trusted.", "security.").get(random.nextInt(3)) + "some.name" + i, value);
        }
        if (random.nextInt(20) == 0) {
            xattrs.put("security.capability", HexFormat.of().parseHex("0100000200300000000000000000000000000000"));
        }
        return xattrs;
    }

    private Meta meta(Map<String, byte[]> xattrs) {
        SortedMap<String, ByteBuffer> buffers = new TreeMap<>();
        xattrs.forEach((name, value) -> buffers.put(name, ByteBuffer.wrap(value)));
        int owner = List.of(0, 1000, 65_534, 100_000).get(random.nextInt(4));
        int mode = List.of(0644, 0755, 0700, 04755, 02755, 01777).get(random.nextInt(6));
        return new Meta(mode, owner, random.nextInt(3), TIMES[random.nextInt(TIMES.length)], buffers);
    }

    static String line(String kind, Meta meta, String content) {
        StringBuilder line = new StringBuilder(kind);
        line.append(String.format(" %o %d:%d %d", meta.mode(), meta.uid(), meta.gid(), meta.mtime()));
        meta.xattrs().forEach((name, value) -> {
            byte[] bytes = new byte[value.remaining()];
            value.duplicate().get(bytes);
            line.append(' ').append(name).append('=').append(HexFormat.of().formatHex(bytes));
        });
        return line.append(' ').append(content).toString();
    }
}
