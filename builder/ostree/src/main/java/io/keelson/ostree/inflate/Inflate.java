package io.keelson.ostree.inflate;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.deflate.DeflateNativeDecompressor;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipException;

/// Raw deflate undone for contents that memory holds at once, by the native library: twice as fast as
/// zlib, which the larger ones go through. Safe for use by several threads.
public final class Inflate {
    /// Larger ones are read and undone outside the heap, which would have to grow for them.
    private static final int SMALL = 1 << 20;

    private static final int LARGE = 48 << 20;
    private static final int FIRST = 1 << 16;

    /// Loaded when it is first needed, which in most commands is never.
    private static final class Library {
        static final boolean THERE = DeflateNativeDecompressor.isEnabled();
    }

    private final ThreadLocal<DeflateNativeDecompressor> decompressors =
            ThreadLocal.withInitial(DeflateNativeDecompressor::new);
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[FIRST]);

    /// What the large ones of all threads may take at a time, in bytes of both sides, whatever headers claim.
    private final Semaphore room = new Semaphore(2 * LARGE);

    /// Whether this many bytes, on either side, may be undone at once on the heap.
    public boolean fits(long size) {
        return size <= SMALL && Library.THERE;
    }

    /// The same outside it.
    public boolean fitsOutside(long size) {
        return size <= LARGE && Library.THERE;
    }

    /// Gives the content to `digest`.
    ///
    /// @param from where in `packed` the compressed bytes begin
    /// @param size bytes of the content, exactly
    public void whole(byte[] packed, int from, int size, MessageDigest digest) throws IOException {
        byte[] plain = buffer(size);
        into(plain, packed, from, size);
        digest.update(plain, 0, size);
    }

    /// Returns the content.
    ///
    /// @param from where in `packed` the compressed bytes begin
    /// @param size bytes of the content, exactly
    public byte[] whole(byte[] packed, int from, int size) throws IOException {
        byte[] plain = new byte[size];
        into(plain, packed, from, size);
        return plain;
    }

    private void into(byte[] plain, byte[] packed, int from, int size) throws IOException {
        int length;
        try {
            length = decompressors.get().decompress(packed, from, packed.length - from, plain, 0, size);
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw malformed(e);
        }
        expect(size, length);
    }

    /// Gives the content to `digest`, by way of memory outside the heap.
    ///
    /// @param from where in `file` the compressed bytes begin, up to its end
    /// @param size bytes of the content, exactly
    public void large(Path file, long from, int size, MessageDigest digest) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long packedSize = in.size() - from;
            int needed = (int) Math.min(packedSize + size, 2L * LARGE);
            room.acquireUninterruptibly(needed);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment packed = arena.allocate(packedSize);
                readFully(in, from, packed.asByteBuffer());
                MemorySegment plain = arena.allocate(size);
                expect(size, decompressors.get().decompress(packed, plain));
                digest.update(plain.asByteBuffer());
            } catch (MalformedInputException | IllegalArgumentException e) {
                throw malformed(e);
            } finally {
                room.release(needed);
            }
        }
    }

    private static void readFully(FileChannel in, long from, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (in.read(target, from + target.position()) < 0) {
                throw new EOFException(
                        "the file ends " + target.remaining() + " bytes early: was it changed meanwhile?");
            }
        }
    }

    private static ZipException malformed(RuntimeException e) {
        return (ZipException) new ZipException(String.valueOf(e.getMessage())).initCause(e);
    }

    private static void expect(int size, int length) throws EOFException {
        if (length != size) {
            throw new EOFException("content has " + length + " bytes, not " + size);
        }
    }

    private byte[] buffer(int size) {
        byte[] buffer = buffers.get();
        if (buffer.length < size) {
            buffer = new byte[Math.min(SMALL, Math.max(size, 2 * buffer.length))];
            buffers.set(buffer);
        }
        return buffer;
    }
}
