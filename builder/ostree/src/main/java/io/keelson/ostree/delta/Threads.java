package io.keelson.ostree.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A few large jobs on a few threads. Their failures come out where their results are waited for.
final class Threads implements AutoCloseable {
    /// A job without a result.
    interface Job {
        void run() throws IOException;
    }

    private final ExecutorService threads;
    private final List<Future<?>> jobs = new ArrayList<>();

    Threads(int count) {
        threads = Executors.newFixedThreadPool(count, runnable -> {
            Thread thread = new Thread(runnable, "delta");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// Runs a job, whose failure [#await()] tells.
    void submit(Job job) {
        jobs.add(threads.submit(() -> {
            job.run();
            return 0;
        }));
    }

    /// Runs a job whose result is asked for with [#get].
    <T> Future<T> call(Callable<T> job) {
        return threads.submit(job);
    }

    /// Waits for all jobs that were submitted.
    void await() throws IOException {
        for (Future<?> job : jobs) {
            get(job);
        }
        jobs.clear();
    }

    /// The result of a job.
    static <T> T get(Future<T> job) throws IOException {
        try {
            return job.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static IOException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException io -> io;
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(cause);
        };
    }

    /// Gives up what has not begun, and waits for what has.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
