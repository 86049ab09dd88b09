package io.keelson.bootstrap.ssh;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends what blocks without a bound of its own: when the time is up, `abort` makes it fail.
final class Deadline implements AutoCloseable {
    private final AtomicBoolean passed = new AtomicBoolean();
    private final Thread watch;

    Deadline(Duration time, Runnable abort) {
        watch = Thread.ofVirtual().name("ssh deadline").start(() -> {
            try {
                Thread.sleep(time);
                passed.set(true);
                abort.run();
            } catch (InterruptedException e) {
                // it was in time
            }
        });
    }

    boolean passed() {
        return passed.get();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
