package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The nodes above leaves that are sorted by the hash of names. Directories and attributes share them.
final class HashTree {
    private static final int MAGIC = 0x3ebe;
    private static final int COUNT = 56;
    private static final int LEVEL = 58;
    private static final int HEADER = 64;

    /// Not full, so that the first new name does not split everything. 504 would fit.
    private static final int WIDTH = 400;

    /// A block by its number in the fork, and the greatest hash below it.
    private record Child(int hash, int block) {}

    private HashTree() {}

    /// The hash of a name, by which it is found.
    static int hash(byte[] name) {
        int hash = 0;
        int at = 0;
        for (; name.length - at >= 4; at += 4) {
            int four = bits(name, at, 21) ^ bits(name, at + 1, 14) ^ bits(name, at + 2, 7) ^ bits(name, at + 3, 0);
            hash = four ^ Integer.rotateLeft(hash, 28);
        }
        int rest = name.length - at;
        int last = 0;
        for (int i = 0; i < rest; i++) {
            last ^= bits(name, at + i, 7 * (rest - 1 - i));
        }
        return rest == 0 ? hash : last ^ Integer.rotateLeft(hash, 7 * rest);
    }

    private static int bits(byte[] name, int at, int shift) {
        return Byte.toUnsignedInt(name[at]) << shift;
    }

    static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /// Puts nodes around `leaves`: the root before them, all others behind.
    ///
    /// @param leaves at least two
    /// @param greatest the greatest hash in each
    /// @param magic of leaves
    /// @param first number of the root in the fork
    static List<ByteBuffer> around(List<ByteBuffer> leaves, List<Integer> greatest, int magic, int first) {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            Volume.link(leaves.get(i), magic, i + 1 < leaves.size() ? first + i + 2 : 0, i > 0 ? first + i : 0);
            children.add(new Child(greatest.get(i), first + i + 1));
        }
        List<ByteBuffer> blocks = new ArrayList<>(leaves);
        int level = 1;
        while (children.size() > WIDTH) {
            children = level(children, level, first, blocks);
            level++;
        }
        ByteBuffer root = node(children, level);
        Volume.link(root, MAGIC, 0, 0);
        blocks.addFirst(root);
        return blocks;
    }

    /// How many blocks [#around] makes of that many leaves.
    static int size(int leaves) {
        int size = leaves + 1;
        for (int level = leaves; level > WIDTH; ) {
            level = (level + WIDTH - 1) / WIDTH;
            size += level;
        }
        return size;
    }

    private static List<Child> level(List<Child> children, int level, int first, List<ByteBuffer> blocks) {
        List<Child> parents = new ArrayList<>();
        int start = first + blocks.size() + 1;
        int count = (children.size() + WIDTH - 1) / WIDTH;
        for (int i = 0; i < count; i++) {
            List<Child> part = children.subList(i * WIDTH, Math.min(children.size(), (i + 1) * WIDTH));
            ByteBuffer node = node(part, level);
            Volume.link(node, MAGIC, i + 1 < count ? start + i + 1 : 0, i > 0 ? start + i - 1 : 0);
            blocks.add(node);
            parents.add(new Child(part.getLast().hash, start + i));
        }
        return parents;
    }

    private static ByteBuffer node(List<Child> children, int level) {
        ByteBuffer node = Volume.block();
        node.putShort(COUNT, (short) children.size()).putShort(LEVEL, (short) level);
        node.position(HEADER);
        children.forEach(child -> node.putInt(child.hash).putInt(child.block));
        return node;
    }
}
