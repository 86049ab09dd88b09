package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A B+tree in a group, made from all its records at once. Its root is where every group has it.
///
/// @param key how many of a record's first bytes are its key
record GroupTree(Volume volume, int number, Group group, int magic, int key) {
    private static final int HEADER = 56;
    private static final int LEVEL = 4;
    private static final int LEFT = 8;
    private static final int PLACE = 16;
    private static final int UUID = 32;
    private static final int CHECKSUM = 52;
    private static final int POINTER = Integer.BYTES;
    private static final int NONE = -1;

    /// What became of it.
    ///
    /// @param blocks with the root
    record Shape(int levels, int blocks) {}

    /// A block and its first key.
    private record Child(ByteBuffer key, int block) {}

    Shape write(int root, List<ByteBuffer> records) throws IOException {
        int width = (Geometry.BLOCK - HEADER)
                / (records.isEmpty() ? 1 : records.getFirst().limit());
        if (records.size() <= width) {
            writeBlock(root, leaf(records), 0, records.size(), NONE, NONE);
            return new Shape(1, 1);
        }
        List<Child> children = level(0, width, records.size(), (from, to) -> leaf(records.subList(from, to)), records);
        int blocks = children.size();
        int levels = 1;
        while (children.size() > nodeWidth()) {
            List<Child> below = children;
            List<ByteBuffer> keys = below.stream().map(Child::key).toList();
            children = level(levels, nodeWidth(), below.size(), (from, to) -> node(below.subList(from, to)), keys);
            blocks += children.size();
            levels++;
        }
        writeBlock(root, node(children), levels, children.size(), NONE, NONE);
        return new Shape(levels + 1, blocks + 1);
    }

    /// Makes the block for a part of what a level has.
    private interface Part {
        ByteBuffer block(int from, int to);
    }

    /// Evenly filled blocks, each a neighbour of the next.
    private List<Child> level(int level, int width, int size, Part part, List<ByteBuffer> keys) throws IOException {
        int count = (size + width - 1) / width;
        if (group.left() < count) {
            throw new NoSpace();
        }
        int start = group.take(count);
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) size * i / count);
            int to = (int) ((long) size * (i + 1) / count);
            int left = i > 0 ? start + i - 1 : NONE;
            writeBlock(start + i, part.block(from, to), level, to - from, left, i + 1 < count ? start + i + 1 : NONE);
            children.add(new Child(keys.get(from), start + i));
        }
        return children;
    }

    private int nodeWidth() {
        return (Geometry.BLOCK - HEADER) / (key + POINTER);
    }

    private static ByteBuffer leaf(List<ByteBuffer> records) {
        ByteBuffer block = Volume.block().position(HEADER);
        records.forEach(record -> block.put(record.duplicate()));
        return block;
    }

    private ByteBuffer node(List<Child> children) {
        ByteBuffer block = Volume.block().position(HEADER);
        children.forEach(child -> block.put(child.key.slice(0, key)));
        block.position(HEADER + nodeWidth() * key);
        children.forEach(child -> block.putInt(child.block));
        return block;
    }

    private void writeBlock(int at, ByteBuffer block, int level, int count, int left, int right) throws IOException {
        long fileSystemBlock = volume.geometry().fileSystemBlock(number, at);
        block.putInt(0, magic).putShort(LEVEL, (short) level).putShort(LEVEL + Short.BYTES, (short) count);
        block.putInt(LEFT, left).putInt(LEFT + Integer.BYTES, right);
        block.putLong(PLACE, volume.place(fileSystemBlock));
        volume.putUuid(block.position(UUID)).putInt(number);
        volume.write(fileSystemBlock, block, CHECKSUM);
    }
}
