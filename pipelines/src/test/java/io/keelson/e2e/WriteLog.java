package io.keelson.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// What QEMU's `blklogwrites` driver wrote down: each write to a disk, and each flush, in order.
/// The format is that of the kernel's dm-log-writes.
final class WriteLog implements AutoCloseable {
    private static final long MAGIC = 0x6a736677736872L;
    private static final int HEADER = 32;
    private static final int FLUSH = 1;
    private static final int FUA = 2;
    private static final int DISCARD = 4;

    /// One request.
    ///
    /// @param offset in the disk, in bytes
    /// @param length in bytes; nothing for a mere flush
    /// @param data where the written bytes are in the log; -1 when they were discarded
    /// @param isFlush whether everything before it is on the disk for good
    record Request(long offset, long length, long data, boolean isFlush) {
        boolean writes() {
            return length > 0;
        }

        boolean touches(long from, long to) {
            return writes() && offset < to && offset + length > from;
        }
    }

    private final FileChannel log;
    final List<Request> requests;

    WriteLog(Path file) throws IOException {
        this.log = FileChannel.open(file, StandardOpenOption.READ);
        this.requests = read();
    }

    private List<Request> read() throws IOException {
        ByteBuffer head = at(0, HEADER);
        if (head.getLong() != MAGIC) {
            throw new IOException("no log of writes");
        }
        head.getLong();
        long entries = head.getLong();
        int sector = head.getInt();
        List<Request> found = new ArrayList<>();
        long position = sector;
        for (long i = 0; i < entries; i++) {
            ByteBuffer entry = at(position, HEADER);
            long offset = entry.getLong() * sector;
            long length = entry.getLong() * sector;
            long flags = entry.getLong();
            position += sector;
            boolean discards = (flags & DISCARD) != 0;
            found.add(new Request(offset, length, discards ? -1 : position, (flags & (FLUSH | FUA)) != 0));
            position += discards ? 0 : length;
        }
        return List.copyOf(found);
    }

    private ByteBuffer at(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (log.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the log ends in the middle of a request");
            }
        }
        return buffer.flip();
    }

    /// Does to `disk` what the request did.
    void apply(Request request, FileChannel disk) throws IOException {
        ByteBuffer bytes = request.data() < 0
                ? ByteBuffer.allocate((int) request.length())
                : at(request.data(), (int) request.length());
        for (long to = request.offset(); bytes.hasRemaining(); ) {
            to += disk.write(bytes, to);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
