package io.keelson.ostree;

import io.airlift.compress.v3.deflate.DeflateCompressor;
import io.airlift.compress.v3.deflate.DeflateNativeCompressor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Raw deflate. Contents up to 64 MiB go through the native library, which is three times as fast
/// as zlib but wants all of a content at once; longer ones go through the JDK as a stream. So do tiny
/// ones, which the library leaves larger than zlib does, and whose sizes then are those that libostree
/// states. Safe for use by several threads.
final class Deflate {
    private static final int WHOLE = 64 << 20;
    private static final int SMALL = 1 << 20;
    private static final int TINY = 1 << 10;

    /// Loaded when something is written, which in most commands is never.
    private static final class Library {
        static final boolean THERE = DeflateNativeCompressor.isEnabled();
    }

    private final int level;
    private final ThreadLocal<DeflateCompressor> compressors;
    private final ThreadLocal<Deflater> deflaters;

    /// Two contents of the largest kind, with their compressed form, are the most that memory holds.
    private final Semaphore large = new Semaphore(2);

    Deflate(int level) {
        this.level = level;
        this.deflaters = ThreadLocal.withInitial(() -> new Deflater(level, true));
        this.compressors = ThreadLocal.withInitial(() -> new DeflateNativeCompressor(level));
    }

    /// Writes `prefix`, then `content` compressed.
    void write(byte[] prefix, InputStream content, long size, OutputStream out) throws IOException {
        if (size <= TINY) {
            tiny(prefix, content, (int) size, out);
        } else if (size > WHOLE || !Library.THERE) {
            out.write(prefix);
            stream(content, size, out);
        } else if (size <= SMALL) {
            whole(prefix, content, (int) size, out);
        } else {
            large.acquireUninterruptibly();
            try {
                whole(prefix, content, (int) size, out);
            } finally {
                large.release();
            }
        }
    }

    private void tiny(byte[] prefix, InputStream content, int size, OutputStream out) throws IOException {
        Deflater deflater = deflaters.get();
        deflater.reset();
        deflater.setInput(Streams.readExactly(content, size));
        deflater.finish();
        byte[] packed = Arrays.copyOf(prefix, prefix.length + 2 * TINY);
        int length = deflater.deflate(packed, prefix.length, 2 * TINY);
        out.write(packed, 0, prefix.length + length);
    }

    private void whole(byte[] prefix, InputStream content, int size, OutputStream out) throws IOException {
        byte[] plain = Streams.readExactly(content, size);
        DeflateCompressor compressor = compressors.get();
        int bound = compressor.maxCompressedLength(size);
        byte[] packed = new byte[prefix.length + bound];
        System.arraycopy(prefix, 0, packed, 0, prefix.length);
        int length = compressor.compress(plain, 0, size, packed, prefix.length, bound);
        out.write(packed, 0, prefix.length + length);
    }

    private void stream(InputStream content, long size, OutputStream out) throws IOException {
        Deflater deflater = new Deflater(level, true);
        try {
            DeflaterOutputStream packing = new DeflaterOutputStream(out, deflater, 1 << 16);
            Streams.copy(content, packing, size);
            packing.finish();
        } finally {
            deflater.end();
        }
    }
}
