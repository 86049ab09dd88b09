package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Writes what a group begins with: its trees, and the sectors that tell where they are and what is free.
/// For a group in which nothing more is taken.
record GroupHeaders(Volume volume, int number, Group group) {
    private static final int BY_OFFSET = 0x41423342;
    private static final int BY_COUNT = 0x41423343;
    private static final int INODES = 0x49414233;
    private static final int FREE_INODES = 0x46494233;
    private static final int REFERENCES = 0x52334643;
    private static final int SPACE_HEADER = 0x58414746;
    private static final int INODE_HEADER = 0x58414749;
    private static final int RESERVED_LIST = 0x5841464c;

    private static final int RECORD = 16;
    private static final int SPACE_KEY = 8;
    private static final int INODE_KEY = 4;
    private static final int UNLINKED = 64;
    private static final int RESERVED_PLACES = 119;
    private static final int SPACE_CHECKSUM = 216;
    private static final int SPACE_MORE = 64;
    private static final int INODE_CHECKSUM = 312;
    private static final int INODE_TREES = 328;
    private static final int RESERVED_CHECKSUM = 32;

    void write() throws IOException {
        GroupTree.Shape inodes = tree(INODES, INODE_KEY).write(Group.INODE_ROOT, chunks(false));
        GroupTree.Shape free = tree(FREE_INODES, INODE_KEY).write(Group.FREE_INODE_ROOT, chunks(true));
        tree(REFERENCES, INODE_KEY).write(Group.REFERENCE_ROOT, List.of());
        List<Group.Free> pieces = group.free();
        tree(BY_OFFSET, SPACE_KEY).write(Group.OFFSET_ROOT, records(pieces));
        pieces.sort(Comparator.comparingInt(Group.Free::blocks).thenComparingInt(Group.Free::start));
        tree(BY_COUNT, SPACE_KEY).write(Group.COUNT_ROOT, records(pieces));
        sector(1, space(pieces.isEmpty() ? 0 : pieces.getLast().blocks()), SPACE_CHECKSUM);
        sector(2, inodes(inodes, free), INODE_CHECKSUM);
        sector(3, reserved(), RESERVED_CHECKSUM);
    }

    private GroupTree tree(int magic, int key) {
        return new GroupTree(volume, number, group, magic, key);
    }

    /// @param withFree only those that have free inodes
    private List<ByteBuffer> chunks(boolean withFree) {
        List<ByteBuffer> records = new ArrayList<>();
        for (int i = 0; i < group.chunks().size(); i++) {
            int used = group.used(i);
            if (used == Group.CHUNK_INODES && withFree) {
                continue;
            }
            ByteBuffer bytes = ByteBuffer.allocate(RECORD);
            bytes.putInt(group.chunks().get(i) * Geometry.INODES_PER_BLOCK).putShort((short) 0);
            bytes.put((byte) Group.CHUNK_INODES).put((byte) (Group.CHUNK_INODES - used));
            bytes.putLong(used == Group.CHUNK_INODES ? 0 : -1L << used);
            records.add(bytes.flip());
        }
        return records;
    }

    private static List<ByteBuffer> records(List<Group.Free> pieces) {
        return pieces.stream()
                .map(piece -> ByteBuffer.allocate(SPACE_KEY)
                        .putInt(piece.start())
                        .putInt(piece.blocks())
                        .flip())
                .toList();
    }

    private static ByteBuffer sector() {
        return ByteBuffer.allocate(Geometry.SECTOR);
    }

    private ByteBuffer begin(int magic) {
        return sector().putInt(magic).putInt(1).putInt(number).putInt(group.length());
    }

    private ByteBuffer space(int longest) {
        ByteBuffer bytes = begin(SPACE_HEADER);
        bytes.putInt(Group.OFFSET_ROOT).putInt(Group.COUNT_ROOT).putInt(0);
        bytes.putInt(1).putInt(1).putInt(0);
        bytes.putInt(1).putInt(Group.RESERVED_BLOCKS).putInt(Group.RESERVED_BLOCKS);
        bytes.putInt(group.freeBlocks()).putInt(longest).putInt(0);
        volume.putUuid(bytes.position(SPACE_MORE)).putInt(0).putInt(1);
        return bytes.putInt(Group.REFERENCE_ROOT).putInt(1);
    }

    private ByteBuffer inodes(GroupTree.Shape inodes, GroupTree.Shape free) {
        int all = group.chunks().size() * Group.CHUNK_INODES;
        ByteBuffer bytes = begin(INODE_HEADER);
        bytes.putInt(all).putInt(Group.INODE_ROOT).putInt(inodes.levels()).putInt(group.freeInodes());
        bytes.putInt(all == 0 ? -1 : group.chunks().getLast() * Geometry.INODES_PER_BLOCK);
        bytes.putInt(-1);
        for (int i = 0; i < UNLINKED; i++) {
            bytes.putInt(-1);
        }
        volume.putUuid(bytes).position(INODE_TREES);
        bytes.putInt(Group.FREE_INODE_ROOT).putInt(free.levels());
        return bytes.putInt(inodes.blocks()).putInt(free.blocks());
    }

    private ByteBuffer reserved() {
        ByteBuffer bytes = volume.putUuid(sector().putInt(RESERVED_LIST).putInt(number));
        bytes.position(RESERVED_CHECKSUM + Integer.BYTES);
        for (int i = 0; i < RESERVED_PLACES; i++) {
            bytes.putInt(i > 0 && i <= Group.RESERVED_BLOCKS ? Group.RESERVED + i - 1 : -1);
        }
        return bytes;
    }

    private void sector(int at, ByteBuffer bytes, int checksum) throws IOException {
        Volume.seal(bytes.clear(), checksum);
        long start = volume.geometry().offset(volume.geometry().fileSystemBlock(number, 0));
        volume.writeAt(start + (long) at * Geometry.SECTOR, bytes);
    }
}
