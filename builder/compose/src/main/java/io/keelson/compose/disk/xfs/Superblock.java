package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The first sector of each group, which describes the whole file system.
///
/// @param root number of the root directory; those of the two files of real-time devices follow
/// @param log first block of the journal
record Superblock(Volume volume, Space space, String label, long root, long log, boolean attributes) {
    private static final int MAGIC = 0x58465342;
    private static final int LABEL = 12;
    private static final int INODE_SHARE = 25;

    /// Version 5, with what all file systems of the last decade have.
    private static final int VERSION = 0xb4a5;

    private static final int VERSION_ATTRIBUTES = 0x10;

    /// Lazy counters, attributes version 2, 32 bits for projects, checksums.
    private static final int FEATURES = 0x18a;

    /// A tree of free inodes, shared blocks, counts of the inode trees' blocks.
    private static final int COMPATIBLE_FOR_READING = 0xd;

    /// Types in directories, sparse chunks of inodes, times beyond 2038.
    private static final int INCOMPATIBLE = 0xb;

    private static final int CHUNK_ALIGNMENT = 8;
    private static final int SPARSE_ALIGNMENT = 4;
    private static final int COUNTERS = 128;
    private static final int ALIGNMENT = 180;
    private static final int LOG_UNIT = 196;
    private static final int FEATURE_BITS = 212;
    private static final int CHECKSUM = 224;

    void write() throws IOException {
        ByteBuffer bytes = encode();
        for (int i = 0; i < volume.geometry().groups(); i++) {
            long start = volume.geometry().fileSystemBlock(i, 0);
            volume.writeAt(volume.geometry().offset(start), bytes.rewind());
        }
    }

    private ByteBuffer encode() {
        Geometry geometry = volume.geometry();
        ByteBuffer bytes = ByteBuffer.allocate(Geometry.SECTOR);
        bytes.putInt(MAGIC)
                .putInt(Geometry.BLOCK)
                .putLong(geometry.blocks())
                .putLong(0)
                .putLong(0);
        volume.putUuid(bytes).putLong(log).putLong(root).putLong(root + 1).putLong(root + 2);
        bytes.putInt(1).putInt(geometry.groupBlocks()).putInt(geometry.groups()).putInt(0);
        bytes.putInt(geometry.logBlocks()).putShort((short) (attributes ? VERSION | VERSION_ATTRIBUTES : VERSION));
        bytes.putShort((short) Geometry.SECTOR).putShort((short) Geometry.INODE);
        bytes.putShort((short) Geometry.INODES_PER_BLOCK);
        bytes.put(Arrays.copyOf(label.getBytes(StandardCharsets.US_ASCII), LABEL));
        bytes.put(log2(Geometry.BLOCK)).put(log2(Geometry.SECTOR)).put(log2(Geometry.INODE));
        bytes.put(log2(Geometry.INODES_PER_BLOCK)).put((byte) geometry.groupLog());
        bytes.put((byte) 0).put((byte) 0).put((byte) INODE_SHARE);
        counters(bytes.position(COUNTERS));
        bytes.putInt(ALIGNMENT, CHUNK_ALIGNMENT).position(LOG_UNIT);
        bytes.putInt(1).putInt(FEATURES).putInt(FEATURES);
        bytes.position(FEATURE_BITS).putInt(COMPATIBLE_FOR_READING).putInt(INCOMPATIBLE);
        bytes.putInt(CHECKSUM + Integer.BYTES, SPARSE_ALIGNMENT);
        Volume.seal(bytes.clear(), CHECKSUM);
        return bytes;
    }

    private void counters(ByteBuffer bytes) {
        List<Group> groups = space.groups();
        bytes.putLong(groups.stream().mapToLong(group -> group.chunks().size()).sum() * Group.CHUNK_INODES);
        bytes.putLong(groups.stream().mapToLong(Group::freeInodes).sum());
        bytes.putLong(groups.stream()
                .mapToLong(group -> group.freeBlocks() + Group.RESERVED_BLOCKS)
                .sum());
    }

    private static byte log2(int value) {
        return (byte) Integer.numberOfTrailingZeros(value);
    }
}
