package io.keelson.ostree.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Breaks transfers off that bring nothing for a while: a read of a body knows no time limit.
final class StallGuard implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofSeconds(2);

    private final Set<Guarded> open = ConcurrentHashMap.newKeySet();
    private final Thread watch = Thread.ofVirtual().unstarted(this::watch);

    StallGuard() {
        watch.start();
    }

    InputStream guard(InputStream body) {
        Guarded guarded = new Guarded(body);
        open.add(guarded);
        return guarded;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(STEP);
                long now = System.nanoTime();
                for (Guarded each : open) {
                    if (now - each.last > LIMIT.toNanos()) {
                        each.in().close();
                    }
                }
            }
        } catch (InterruptedException | IOException e) {
            // closed: nobody waits any more
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    private final class Guarded extends FilterInputStream {
        private volatile long last = System.nanoTime();

        Guarded(InputStream body) {
            super(body);
        }

        InputStream in() {
            return in;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            last = System.nanoTime();
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            last = System.nanoTime();
            return n;
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }
}
