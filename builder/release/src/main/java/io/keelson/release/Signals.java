package io.keelson.release;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM end a command as an interrupt does, so that it removes what it had begun to make and ends
/// the programs it had started.
public final class Signals {
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static volatile boolean received;

    private Signals() {}

    /// From now on a signal interrupts the calling thread, and the JVM waits for [#finished].
    ///
    /// @param grace how long it waits at most
    public static void interruptThisThread(Duration grace) {
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(command, grace), "interrupt the command"));
    }

    /// The command has ended, so nothing is left to wait for.
    public static void finished() {
        FINISHED.countDown();
    }

    /// Whether a failure is due to a signal and not to what it says.
    static boolean received() {
        return received;
    }

    private static void end(Thread command, Duration grace) {
        if (FINISHED.getCount() == 0) {
            return; // the JVM ends because the command has
        }
        received = true;
        command.interrupt();
        try {
            FINISHED.await(grace.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
