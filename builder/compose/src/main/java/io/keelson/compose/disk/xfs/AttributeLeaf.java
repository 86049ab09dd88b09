package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A block of extended attributes: the index grows from its beginning, names and values from its end.
final class AttributeLeaf {
    private static final int HEADER = 80;
    private static final int COUNT = 56;
    private static final int USED = 58;
    private static final int FIRST_USED = 60;
    private static final int FREE = 64;
    private static final int ENTRY = 8;
    private static final int LOCAL = 1;
    private static final int LOCAL_HEADER = 3;
    private static final int REMOTE_HEADER = 9;
    private static final int REMOTE_SIZE = 11;
    private static final int ALIGN = 4;

    /// What is longer goes outside.
    private static final int LONGEST = Geometry.BLOCK / 2 + Geometry.BLOCK / 4;

    private final ByteBuffer block = Volume.block();
    private final List<LongValue> longValues = new ArrayList<>();
    private int count;
    private int first = Geometry.BLOCK;
    private int greatest;

    /// A value outside, and where the leaf says in which block it begins.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record LongValue(int pointer, byte[] value) {}

    private static boolean isLocal(Attribute attribute) {
        return localSize(attribute) < LONGEST;
    }

    private static int localSize(Attribute attribute) {
        return aligned(LOCAL_HEADER + attribute.name().length + attribute.value().length);
    }

    private static int size(Attribute attribute) {
        return isLocal(attribute) ? localSize(attribute) : aligned(REMOTE_SIZE + attribute.name().length);
    }

    private static int aligned(int size) {
        return (size + ALIGN - 1) / ALIGN * ALIGN;
    }

    boolean fits(Attribute attribute) {
        return HEADER + (count + 1) * ENTRY + size(attribute) <= first;
    }

    /// Adds one that fits, whose hash is not less than those before.
    void add(Attribute attribute) {
        boolean local = isLocal(attribute);
        first -= size(attribute);
        greatest = HashTree.hash(attribute.name());
        block.position(HEADER + count * ENTRY);
        block.putInt(greatest).putShort((short) first).put((byte) (attribute.flags() | (local ? LOCAL : 0)));
        block.position(first);
        if (local) {
            block.putShort((short) attribute.value().length).put((byte) attribute.name().length);
            block.put(attribute.name()).put(attribute.value());
        } else {
            block.putInt(0).putInt(attribute.value().length).put((byte) attribute.name().length);
            block.put(first + REMOTE_HEADER, attribute.name());
            longValues.add(new LongValue(first, attribute.value()));
        }
        count++;
    }

    /// Values that are outside.
    List<LongValue> longValues() {
        return longValues;
    }

    /// Tells where a long value begins.
    void place(LongValue value, int number) {
        block.putInt(value.pointer, number);
    }

    int greatest() {
        return greatest;
    }

    /// The block, but for its links.
    ByteBuffer block() {
        int free = HEADER + count * ENTRY;
        block.putShort(COUNT, (short) count)
                .putShort(USED, (short) (Geometry.BLOCK - first))
                .putShort(FIRST_USED, (short) first)
                .putShort(FREE, (short) free)
                .putShort(FREE + Short.BYTES, (short) (first - free));
        return block;
    }
}
