package io.keelson.ostree;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.deflate.DeflateNativeDecompressor;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.zip.ZipException;

/// Raw deflate undone for contents that memory holds at once, by the native library: twice as fast as
/// zlib, which the larger ones go through. Safe for use by several threads.
final class Inflate {
    /// Each thread has a buffer of this size at most, whatever a header claims.
    private static final int WHOLE = 8 << 20;

    private static final int FIRST = 1 << 18;

    /// Loaded when it is first needed, which in most commands is never.
    private static final class Library {
        static final boolean THERE = DeflateNativeDecompressor.isEnabled();
    }

    private final ThreadLocal<DeflateNativeDecompressor> decompressors =
            ThreadLocal.withInitial(DeflateNativeDecompressor::new);
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[FIRST]);

    /// Whether this many bytes, on either side, may be undone at once.
    boolean fits(long size) {
        return size <= WHOLE && Library.THERE;
    }

    /// Gives the content to `digest`.
    ///
    /// @param from where in `packed` the compressed bytes begin
    /// @param size bytes of the content, exactly
    void whole(byte[] packed, int from, int size, MessageDigest digest) throws IOException {
        byte[] plain = buffer(size);
        int length;
        try {
            length = decompressors.get().decompress(packed, from, packed.length - from, plain, 0, size);
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw (IOException) new ZipException(String.valueOf(e.getMessage())).initCause(e);
        }
        if (length != size) {
            throw new EOFException("content has " + length + " bytes, not " + size);
        }
        digest.update(plain, 0, size);
    }

    private byte[] buffer(int size) {
        byte[] buffer = buffers.get();
        if (buffer.length < size) {
            buffer = new byte[Math.min(WHOLE, Math.max(size, 2 * buffer.length))];
            buffers.set(buffer);
        }
        return buffer;
    }
}
