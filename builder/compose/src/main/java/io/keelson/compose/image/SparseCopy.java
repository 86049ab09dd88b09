package io.keelson.compose.image;

import io.keelson.compose.disk.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/// Copies a file into a larger one, without writing what is zero.
final class SparseCopy {
    private static final int BLOCK = 1 << 16;
    private static final byte[] ZERO = new byte[BLOCK];

    private SparseCopy() {}

    /// @param at where it goes, in bytes; nothing has been written there yet
    static void into(FileChannel target, long at, Path file) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (FileChannel source = FileChannel.open(file)) {
            long position = at;
            while (source.read(block.clear()) > 0) {
                block.flip();
                int length = block.remaining();
                if (!Arrays.equals(block.array(), 0, length, ZERO, 0, length)) {
                    Bytes.writeAll(target, block, position);
                }
                position += length;
            }
        }
    }
}
