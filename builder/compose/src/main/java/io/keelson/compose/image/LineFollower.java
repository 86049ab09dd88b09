package io.keelson.compose.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Reads the lines that another process appends to a file.
final class LineFollower implements AutoCloseable {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    LineFollower(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /// The lines that have been completed since the last call.
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        while (file.read(buffer.clear()) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    lines.add(rest());
                    unfinished.reset();
                } else {
                    unfinished.write(next);
                }
            }
        }
        return lines;
    }

    /// What stands after the last complete line: a prompt, for example.
    String rest() {
        return unfinished.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
