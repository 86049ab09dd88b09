package io.keelson.compose.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.UUID;

/// Whole pieces of files, and numbers as PCs write them.
public final class Bytes {
    private Bytes() {}

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// A piece in an array of its own.
    static byte[] read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (at < 0 || file.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("the disk has " + file.size() + " bytes and nothing at " + at);
            }
        }
        return bytes.array();
    }

    /// The first three parts are numbers, and so little-endian like the buffer.
    static void putGuid(ByteBuffer bytes, UUID guid) {
        long most = guid.getMostSignificantBits();
        bytes.putInt((int) (most >>> 32)).putShort((short) (most >>> 16)).putShort((short) most);
        bytes.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
    }

    /// Writes all that remains of `bytes`, from `at` on.
    public static void writeAll(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }
}
