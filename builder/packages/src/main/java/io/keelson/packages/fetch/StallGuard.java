package io.keelson.packages.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Closes a stream that gives nothing for too long: the HTTP client itself waits for ever once an
/// answer has begun.
final class StallGuard implements AutoCloseable {
    private final InputStream stream;
    private final Duration patience;
    private final Thread watcher;
    private volatile long lastProgress = System.nanoTime();
    private volatile boolean stalled;

    StallGuard(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience;
        watcher = Thread.ofVirtual().unstarted(this::watch);
    }

    static StallGuard start(InputStream stream, Duration patience) {
        StallGuard guard = new StallGuard(stream, patience);
        guard.watcher.start();
        return guard;
    }

    /// Says that bytes have come.
    void progress() {
        lastProgress = System.nanoTime();
    }

    boolean isStalled() {
        return stalled;
    }

    private void watch() {
        try {
            long left = patience.toNanos();
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                left = patience.toNanos() - (System.nanoTime() - lastProgress);
            }
            stalled = true;
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the transfer has ended
        } catch (IOException e) {
            // The reader sees the closed stream and tells why.
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
