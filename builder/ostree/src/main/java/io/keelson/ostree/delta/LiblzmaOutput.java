package io.keelson.ostree.delta;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An xz stream encoded by liblzma. Closing it ends the stream and leaves `out` open.
final class LiblzmaOutput extends OutputStream {
    private static final int BUFFER = 1 << 16;

    private final Liblzma lzma;
    private final OutputStream out;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment stream = arena.allocate(Liblzma.STREAM);
    private final MemorySegment input = arena.allocate(BUFFER);
    private final MemorySegment output = arena.allocate(BUFFER);
    private final byte[] chunk = new byte[BUFFER];
    private boolean closed;

    LiblzmaOutput(Liblzma lzma, Xz.Cut cut, int threads, OutputStream out) {
        this.lzma = lzma;
        this.out = out;
        int status = lzma.encoder(arena, stream, cut, threads);
        if (status != Liblzma.OK) {
            arena.close();
            throw Xz.failure(status);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int n = Math.min(BUFFER, end - at);
            MemorySegment.copy(bytes, at, input, ValueLayout.JAVA_BYTE, 0, n);
            Liblzma.NEXT_IN.set(stream, 0L, input);
            Liblzma.AVAIL_IN.set(stream, 0L, (long) n);
            while ((long) Liblzma.AVAIL_IN.get(stream, 0L) > 0) {
                code(Liblzma.RUN);
            }
            at += n;
        }
    }

    private int code(int action) throws IOException {
        Liblzma.NEXT_OUT.set(stream, 0L, output);
        Liblzma.AVAIL_OUT.set(stream, 0L, (long) BUFFER);
        int status = lzma.code(stream, action);
        if (status != Liblzma.OK && status != Liblzma.STREAM_END) {
            throw Xz.failure(status);
        }
        int n = BUFFER - (int) (long) Liblzma.AVAIL_OUT.get(stream, 0L);
        MemorySegment.copy(output, ValueLayout.JAVA_BYTE, 0, chunk, 0, n);
        out.write(chunk, 0, n);
        return status;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            int status = Liblzma.OK;
            while (status != Liblzma.STREAM_END) {
                status = code(Liblzma.FINISH);
            }
        } finally {
            lzma.end(stream);
            arena.close();
        }
    }
}
