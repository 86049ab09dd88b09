package io.keelson.ostree.delta;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Bytes that are written once and then read: in a file without a name, so that they need no memory.
final class Spool extends OutputStream {
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long size;

    /// @param tmp where the file is made
    Spool(Path tmp) throws IOException {
        Path path = Files.createTempFile(tmp, "delta-", "");
        try {
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(path);
        }
    }

    long size() {
        return size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int n = Math.min(left, buffer.remaining());
            buffer.put(bytes, at, n);
            at += n;
            left -= n;
            if (!buffer.hasRemaining()) {
                drain();
            }
        }
        size += length;
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /// Copies everything to `out`, which is not closed.
    void copyTo(OutputStream out) throws IOException {
        drain();
        ByteBuffer chunk = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < size; at += chunk.position()) {
            chunk.clear();
            if (file.read(chunk, at) < 0) {
                throw new IOException("a temporary file became shorter");
            }
            out.write(chunk.array(), 0, chunk.position());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
