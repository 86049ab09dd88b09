package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;

/// A piece of a file.
///
/// @param offset in the file, in blocks
/// @param start file system block
record Extent(long offset, long start, int blocks) {
    static final int BYTES = 16;

    /// A record has 21 bits for the length.
    static final int LONGEST = (1 << 21) - 1;

    private static final int OFFSET_SHIFT = 9;
    private static final int START_LOW_BITS = 43;
    private static final int START_SHIFT = 21;

    void put(ByteBuffer bytes) {
        bytes.putLong(offset << OFFSET_SHIFT | start >>> START_LOW_BITS);
        bytes.putLong(start << START_SHIFT | blocks);
    }
}
