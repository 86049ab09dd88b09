package io.keelson.compose.disk.xfs;

/// How a file system is divided: into groups of equal length, of which the last may be shorter.
///
/// A block has two names: its number in its group, and a "file system block", which has the group in its
/// high bits. Inodes are numbered in the same way.
///
/// @param blocks of all groups
/// @param groupBlocks of each group
/// @param logBlocks of the journal, which lies in the middle group
record Geometry(long blocks, int groupBlocks, int groups, int logBlocks) {
    static final int BLOCK = 4096;
    static final int SECTOR = 512;
    static final int INODE = 512;
    static final int INODES_PER_BLOCK = BLOCK / INODE;
    static final int INODES_PER_BLOCK_LOG = 3;

    /// Four groups, as mkfs.xfs takes for a single disk, until they reach the largest length there is.
    private static final int USUAL_GROUPS = 4;

    private static final int LARGEST_GROUP = (1 << 28) - 1;
    private static final int SMALLEST_GROUP = 4096;

    /// 64 MiB is the least that mkfs.xfs gives a log; more for what is larger than 128 GiB.
    private static final int SMALLEST_LOG = (64 << 20) / BLOCK;

    private static final int LARGEST_LOG = (1 << 30) / BLOCK;
    private static final int LOG_SHARE = 2048;

    static Geometry of(long bytes) {
        long blocks = bytes / BLOCK;
        int groupBlocks = (int) Math.min(LARGEST_GROUP, (blocks + USUAL_GROUPS - 1) / USUAL_GROUPS);
        int groups = Math.toIntExact((blocks + groupBlocks - 1) / groupBlocks);
        // A group that would be too short is left out.
        if (blocks - (long) (groups - 1) * groupBlocks < SMALLEST_GROUP) {
            groups--;
            blocks = (long) groups * groupBlocks;
        }
        int log = Math.clamp(blocks / LOG_SHARE, SMALLEST_LOG, LARGEST_LOG);
        return new Geometry(blocks, groupBlocks, groups, log);
    }

    /// Bits of a block's number in its group.
    int groupLog() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(groupBlocks - 1);
    }

    int length(int group) {
        return (int) Math.min(groupBlocks, blocks - (long) group * groupBlocks);
    }

    int logGroup() {
        return groups / 2;
    }

    long fileSystemBlock(int group, long block) {
        return (long) group << groupLog() | block;
    }

    int group(long fileSystemBlock) {
        return (int) (fileSystemBlock >>> groupLog());
    }

    /// Where a block is, in bytes.
    long offset(long fileSystemBlock) {
        long block = fileSystemBlock & (1L << groupLog()) - 1;
        return ((long) group(fileSystemBlock) * groupBlocks + block) * BLOCK;
    }
}
