package io.keelson.bootstrap.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads a stream to its end in the background and keeps a bounded part of it.
final class Capture {
    private final int keep;
    private final boolean fromEnd;
    private final Thread reader;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean truncated;

    private Capture(InputStream in, int keep, boolean fromEnd) {
        this.keep = keep;
        this.fromEnd = fromEnd;
        this.reader = Thread.ofVirtual().start(() -> drain(in));
    }

    /// Keeps the first bytes.
    static Capture head(InputStream in, int keep) {
        return new Capture(in, keep, false);
    }

    /// Keeps the last bytes.
    static Capture tail(InputStream in, int keep) {
        return new Capture(in, keep, true);
    }

    private void drain(InputStream in) {
        byte[] buffer = new byte[1 << 13];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                add(buffer, n);
            }
        } catch (IOException e) {
            // the program was killed: what came until then counts
        }
    }

    private synchronized void add(byte[] buffer, int n) {
        int room = fromEnd ? n : Math.min(n, keep - kept.size());
        kept.write(buffer, 0, room);
        truncated |= room < n;
        if (fromEnd && kept.size() > 2 * keep + buffer.length) {
            trim();
        }
    }

    private void trim() {
        byte[] all = kept.toByteArray();
        int surplus = Math.max(0, all.length - keep);
        truncated |= surplus > 0;
        kept.reset();
        kept.write(all, surplus, all.length - surplus);
    }

    /// Whether the stream ended within the time.
    boolean await(long millis) throws InterruptedException {
        return reader.join(Duration.ofMillis(millis));
    }

    synchronized String text() {
        trim();
        return kept.toString(StandardCharsets.UTF_8);
    }

    synchronized boolean truncated() {
        trim();
        return truncated;
    }
}
