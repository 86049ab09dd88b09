package io.keelson.packages.deb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Lines of a stream as ranges of a buffer, without an object for each. The range is good until the next call.
final class LineReader {
    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private int next;
    private int filled;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    /// Where the line ends, its line feed and a carriage return before it not counted.
    int end() {
        return end;
    }

    /// Counted from 1.
    long number() {
        return number;
    }

    /// Steps to the next line; false at the end.
    boolean next() throws IOException {
        start = next;
        int at = start;
        while (true) {
            int found = indexOfNewline(at);
            if (found >= 0) {
                return line(found, found + 1);
            }
            at = filled - start;
            if (!fill()) {
                return start < filled && line(filled, filled);
            }
            at += start;
        }
    }

    private boolean line(int lineEnd, int following) {
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = following;
        number++;
        return true;
    }

    private int indexOfNewline(int from) {
        byte[] bytes = buffer;
        int limit = filled;
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    // Moves what is left of the line to the front, makes room when it fills the buffer, reads on.
    private boolean fill() throws IOException {
        int length = filled - start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, length);
        } else if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
        start = 0;
        filled = length;
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read > 0;
    }
}
