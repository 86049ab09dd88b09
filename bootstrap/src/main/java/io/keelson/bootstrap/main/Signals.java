package io.keelson.bootstrap.main;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM end a command as an interrupt does, so that it ends the programs it had started.
final class Signals {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static volatile boolean received;

    private Signals() {}

    /// From now on a signal interrupts the calling thread, and the JVM waits for [#finished].
    static void interruptThisThread() {
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(command), "interrupt the command"));
    }

    static void finished() {
        FINISHED.countDown();
    }

    static boolean received() {
        return received;
    }

    private static void end(Thread command) {
        if (FINISHED.getCount() == 0) {
            return; // the JVM ends because the command has
        }
        received = true;
        command.interrupt();
        try {
            FINISHED.await(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
