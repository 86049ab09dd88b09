package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writes the extended attributes of a file: into its inode when they fit, else into leaves, and values that
/// are too long for a leaf into blocks behind those.
final class AttributeFork {
    private static final int SHORT_HEADER = 4;
    private static final int SHORT_ENTRY = 3;
    private static final int LONGEST_SHORT = 255;
    private static final int LEAF_MAGIC = 0x3bee;
    private static final int VALUE_MAGIC = 0x5841524d;
    private static final int VALUE_HEADER = 56;
    private static final int VALUE_SEQUENCE = 48;
    private static final int VALUE_ROOM = Geometry.BLOCK - VALUE_HEADER;

    private final Volume volume;
    private final Inode inode;

    private AttributeFork(Volume volume, Inode inode) {
        this.volume = volume;
        this.inode = inode;
    }

    /// Bytes for all attributes in the inode, or more than there are when they cannot be there.
    static int shortSize(List<Attribute> attributes) {
        boolean all = attributes.size() <= LONGEST_SHORT
                && attributes.stream().allMatch(attribute -> attribute.value().length <= LONGEST_SHORT);
        int size = SHORT_HEADER;
        for (Attribute attribute : attributes) {
            size += SHORT_ENTRY + attribute.name().length + attribute.value().length;
        }
        return all ? size : Geometry.BLOCK;
    }

    static Fork inInode(List<Attribute> attributes) {
        ByteBuffer bytes = ByteBuffer.allocate(shortSize(attributes));
        bytes.putShort((short) bytes.limit()).put((byte) attributes.size()).put((byte) 0);
        for (Attribute attribute : attributes) {
            bytes.put((byte) attribute.name().length).put((byte) attribute.value().length);
            bytes.put((byte) attribute.flags()).put(attribute.name()).put(attribute.value());
        }
        return Fork.local(bytes.flip());
    }

    static Fork write(Volume volume, Space space, Inode inode, List<Attribute> attributes) throws IOException {
        List<Attribute> sorted = new ArrayList<>(attributes);
        sorted.sort(Attribute.ORDER);
        return new AttributeFork(volume, inode).write(space, sorted);
    }

    private Fork write(Space space, List<Attribute> attributes) throws IOException {
        List<AttributeLeaf> leaves = new ArrayList<>(List.of(new AttributeLeaf()));
        for (Attribute attribute : attributes) {
            if (!leaves.getLast().fits(attribute)) {
                leaves.add(new AttributeLeaf());
            }
            leaves.getLast().add(attribute);
        }
        List<ByteBuffer> values = values(leaves);
        List<ByteBuffer> tree = tree(leaves);
        int blocks = tree.size() + values.size();
        long start = space.piece(inode.group(), blocks);
        for (int i = 0; i < tree.size(); i++) {
            volume.writeLinked(start + i, tree.get(i), inode.number());
        }
        for (int i = 0; i < values.size(); i++) {
            volume.writeValue(start + tree.size() + i, values.get(i), inode.number());
        }
        return Fork.extents(List.of(new Extent(0, start, blocks)), 0);
    }

    private static List<ByteBuffer> tree(List<AttributeLeaf> leaves) {
        if (leaves.size() == 1) {
            ByteBuffer leaf = leaves.getFirst().block();
            Volume.link(leaf, LEAF_MAGIC, 0, 0);
            return List.of(leaf);
        }
        return HashTree.around(
                leaves.stream().map(AttributeLeaf::block).toList(),
                leaves.stream().map(AttributeLeaf::greatest).toList(),
                LEAF_MAGIC,
                0);
    }

    /// The blocks of long values, whose numbers the leaves are told.
    private static List<ByteBuffer> values(List<AttributeLeaf> leaves) {
        List<ByteBuffer> blocks = new ArrayList<>();
        int first = leaves.size() == 1 ? 1 : HashTree.size(leaves.size());
        for (AttributeLeaf leaf : leaves) {
            for (AttributeLeaf.LongValue longValue : leaf.longValues()) {
                leaf.place(longValue, first + blocks.size());
                byte[] value = longValue.value();
                for (int at = 0; at < value.length; at += VALUE_ROOM) {
                    blocks.add(value(value, at, Math.min(VALUE_ROOM, value.length - at)));
                }
            }
        }
        return blocks;
    }

    private static ByteBuffer value(byte[] value, int at, int length) {
        ByteBuffer block = Volume.block();
        block.putInt(VALUE_MAGIC).putInt(at).putInt(length);
        // Such blocks are never in the journal, and say so.
        block.putLong(VALUE_SEQUENCE, -1);
        return block.put(VALUE_HEADER, value, at, length);
    }
}
