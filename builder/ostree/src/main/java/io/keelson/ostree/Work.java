package io.keelson.ostree;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Many small jobs on as many threads as there are processors. The first failure stops the rest
/// and comes out of [#await()]. At most a few jobs wait at a time, so those who make them are slowed
/// down instead of filling memory.
final class Work implements AutoCloseable {
    private static final int WAITING = 256;

    /// A job.
    interface Job {
        void run() throws IOException;
    }

    private final ExecutorService threads;
    private final Semaphore room = new Semaphore(WAITING);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Work() {
        threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }

    /// Runs a job some time.
    void submit(Job job) throws IOException {
        rethrow();
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                if (failure.get() == null) {
                    job.run();
                }
            } catch (IOException | RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    /// Waits until all jobs have ended; more may follow.
    void await() throws IOException {
        room.acquireUninterruptibly(WAITING);
        room.release(WAITING);
        rethrow();
    }

    private void rethrow() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case UncheckedIOException e -> throw e.getCause();
            case RuntimeException e -> throw e;
            case Exception e -> throw new KeelsonException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Ends the threads after the jobs that they are at.
    @Override
    public void close() {
        failure.compareAndSet(null, new IllegalStateException("closed"));
        threads.close();
    }
}
