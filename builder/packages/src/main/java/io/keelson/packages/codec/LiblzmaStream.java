package io.keelson.packages.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// An xz stream decoded by liblzma. One thread at a time, as any stream.
final class LiblzmaStream extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final Liblzma lzma;
    private final InputStream in;
    // Shared, since the thread that closes a stream may be another than the one that opened it.
    private final Arena arena = Arena.ofShared();
    private final MemorySegment stream = arena.allocate(Liblzma.STREAM);
    private final MemorySegment input = arena.allocate(BUFFER);
    private final MemorySegment output = arena.allocate(BUFFER);
    private final byte[] chunk = new byte[BUFFER];
    private int outputAt;
    private int outputEnd;
    private boolean inputEnded;
    private boolean ended;
    private boolean closed;

    LiblzmaStream(Liblzma lzma, InputStream in) throws IOException {
        this.lzma = lzma;
        this.in = in;
        int status = lzma.decoder(stream);
        if (status != Liblzma.OK) {
            arena.close();
            throw new IOException("liblzma cannot start (" + status + ")");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        while (outputAt == outputEnd && !ended) {
            fill();
        }
        int n = Math.min(length, outputEnd - outputAt);
        if (n == 0) {
            return -1;
        }
        MemorySegment.copy(output, ValueLayout.JAVA_BYTE, outputAt, target, offset, n);
        outputAt += n;
        return n;
    }

    private void fill() throws IOException {
        if ((long) Liblzma.AVAIL_IN.get(stream, 0L) == 0 && !inputEnded) {
            feed();
        }
        Liblzma.NEXT_OUT.set(stream, 0L, output);
        Liblzma.AVAIL_OUT.set(stream, 0L, (long) BUFFER);
        int status = lzma.code(stream, inputEnded ? Liblzma.FINISH : Liblzma.RUN);
        outputAt = 0;
        outputEnd = BUFFER - (int) (long) Liblzma.AVAIL_OUT.get(stream, 0L);
        if (status == Liblzma.STREAM_END) {
            ended = true;
        } else if (status != Liblzma.OK) {
            ended = true;
            outputEnd = 0;
            throw failure(status);
        }
    }

    private void feed() throws IOException {
        int n = in.read(chunk, 0, BUFFER);
        if (n < 0) {
            inputEnded = true;
            return;
        }
        MemorySegment.copy(chunk, 0, input, ValueLayout.JAVA_BYTE, 0, n);
        Liblzma.NEXT_IN.set(stream, 0L, input);
        Liblzma.AVAIL_IN.set(stream, 0L, (long) n);
    }

    /// The status codes of lzma/base.h in words.
    private static IOException failure(int status) {
        return switch (status) {
            case 5 -> new IOException("xz: not enough memory");
            case 6 -> new IOException("xz: it needs more than " + (Liblzma.MEMORY_LIMIT >> 20) + " MiB to decode");
            case 7 -> new IOException("xz: not the xz format");
            case 8 -> new IOException("xz: unsupported options");
            case 9 -> new IOException("xz: the compressed data is corrupt");
            case 10 -> new EOFException("xz: the compressed data ends too early");
            default -> new IOException("xz: liblzma failed with status " + status);
        };
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            lzma.end(stream);
            arena.close();
            in.close();
        }
    }
}
