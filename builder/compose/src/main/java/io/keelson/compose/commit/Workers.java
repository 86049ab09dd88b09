package io.keelson.compose.commit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The threads of a compose. Work that something waits for comes first; the rest (compressing objects)
/// fills the time in which a single program runs in the sandbox.
public final class Workers implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final AtomicLong sequence = new AtomicLong();
    private final ThreadPoolExecutor threads;

    /// @param count of threads, at least 1
    public Workers(int count) {
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("worker-", 0).factory());
    }

    /// Does something before everything that can wait.
    public <T> CompletableFuture<T> soon(Callable<T> work) {
        return submit(true, work);
    }

    /// Does something when nothing else is to be done.
    public <T> CompletableFuture<T> later(Callable<T> work) {
        return submit(false, work);
    }

    /// How many threads may work from now on; the others end when they have done what they do.
    public void limit(int count) {
        int wanted = Math.max(1, count);
        if (wanted <= threads.getCorePoolSize()) {
            threads.setCorePoolSize(wanted);
            threads.setMaximumPoolSize(wanted);
        } else {
            threads.setMaximumPoolSize(wanted);
            threads.setCorePoolSize(wanted);
        }
    }

    private <T> CompletableFuture<T> submit(boolean urgent, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(new Job(urgent, sequence.getAndIncrement(), () -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) { // whoever waits for the result gets it
                result.completeExceptionally(e);
            }
        }));
        return result;
    }

    /// Stops; what has not begun never will. Waits for what has, also when interrupted: it removes what it
    /// leaves undone, and nothing may be removed from under it.
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!threads.isTerminated()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("a worker does not end");
            }
            try {
                threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Urgent ones first, then in the order in which they came.
    private record Job(boolean urgent, long number, Runnable work) implements Runnable, Comparable<Job> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Job other) {
            int order = Boolean.compare(other.urgent, urgent);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }
}
