package io.keelson.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/// Brings a disk back to what it was.
final class Undo {
    private record Before(long offset, ByteBuffer bytes) {}

    private final FileChannel disk;
    private final Deque<Before> before = new ArrayDeque<>();

    Undo(FileChannel disk) {
        this.disk = disk;
    }

    void remember(WriteLog.Request write) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) write.length());
        while (bytes.hasRemaining() && disk.read(bytes, write.offset() + bytes.position()) >= 0) {
            // until it is full
        }
        before.push(new Before(write.offset(), bytes.flip()));
    }

    void run() throws IOException {
        while (!before.isEmpty()) {
            Before last = before.pop();
            for (long to = last.offset(); last.bytes().hasRemaining(); ) {
                to += disk.write(last.bytes(), to);
            }
        }
    }
}
