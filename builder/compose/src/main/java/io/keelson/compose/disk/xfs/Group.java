package io.keelson.compose.disk.xfs;

import java.util.ArrayList;
import java.util.List;

/// An allocation group while it is filled: from its beginning to its end, so that what is free is one piece
/// at the end and a few small ones.
final class Group {
    static final int COUNT_ROOT = 2;
    static final int OFFSET_ROOT = 1;
    static final int INODE_ROOT = 3;
    static final int FREE_INODE_ROOT = 4;
    static final int REFERENCE_ROOT = 5;
    static final int RESERVED = 6;
    static final int RESERVED_BLOCKS = 4;

    /// What comes first: header sectors, the roots of five trees, blocks in reserve for them.
    static final int FIRST = RESERVED + RESERVED_BLOCKS;

    static final int CHUNK_INODES = 64;
    static final int CHUNK = CHUNK_INODES / Geometry.INODES_PER_BLOCK;

    private final int length;
    private final List<Free> gaps = new ArrayList<>();
    private final List<Integer> chunks = new ArrayList<>();
    private int next = FIRST;
    private int inodes;

    /// A piece without use.
    record Free(int start, int blocks) {}

    Group(int length) {
        this.length = length;
    }

    int length() {
        return length;
    }

    /// Blocks that [#take(int)] can still give.
    int left() {
        return length - next;
    }

    int take(int blocks) {
        int start = next;
        next += blocks;
        return start;
    }

    /// Gets room for `count` inodes in all, as far as there is.
    ///
    /// @return for how many there is room
    int reserve(int count) {
        while (chunks.size() * CHUNK_INODES < count) {
            int gap = -next & (CHUNK - 1);
            if (left() < gap + CHUNK) {
                break;
            }
            if (gap > 0) {
                gaps.add(new Free(take(gap), gap));
            }
            chunks.add(take(CHUNK));
        }
        return Math.min(count, chunks.size() * CHUNK_INODES);
    }

    /// The number in the group of its next inode, for which there is room.
    long number() {
        int start = chunks.get(inodes / CHUNK_INODES);
        return (long) start * Geometry.INODES_PER_BLOCK + inodes++ % CHUNK_INODES;
    }

    /// First blocks of the chunks of inodes, in their order.
    List<Integer> chunks() {
        return chunks;
    }

    int inodes() {
        return inodes;
    }

    /// How many inodes of a chunk are in use: only the last one has free ones.
    int used(int chunk) {
        return Math.clamp(inodes - (long) chunk * CHUNK_INODES, 0, CHUNK_INODES);
    }

    int freeInodes() {
        return chunks.size() * CHUNK_INODES - inodes;
    }

    /// All that is free, by place.
    List<Free> free() {
        List<Free> free = new ArrayList<>(gaps);
        if (left() > 0) {
            free.add(new Free(next, left()));
        }
        return free;
    }

    int freeBlocks() {
        return gaps.stream().mapToInt(Free::blocks).sum() + left();
    }
}
