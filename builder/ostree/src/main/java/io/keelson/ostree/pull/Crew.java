package io.keelson.ostree.pull;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Workers with two queues of jobs, of which jobs may make more. What leads to further work goes
/// first, so that the amount of it is known early. The first failure stops the rest.
final class Crew implements AutoCloseable {
    /// A job.
    interface Job {
        void run() throws IOException;
    }

    private final ExecutorService threads;
    private final Deque<Job> urgent = new ArrayDeque<>();
    private final Deque<Job> patient = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int unfinished;
    private boolean closed;
    private @Nullable Throwable failure;

    /// @param threads where the workers run; closed with this
    Crew(ExecutorService threads, int workers) {
        this.threads = threads;
        for (int i = 0; i < workers; i++) {
            threads.execute(this::work);
        }
    }

    /// Runs a job soon.
    void urgent(Job job) {
        add(urgent, job);
    }

    /// Runs a job when nothing urgent is left.
    void patient(Job job) {
        add(patient, job);
    }

    private void add(Deque<Job> queue, Job job) {
        lock.lock();
        try {
            queue.add(job);
            unfinished++;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (Job job = next(); job != null; job = next()) {
            Throwable problem = null;
            try {
                job.run();
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                problem = e;
            }
            finished(problem);
        }
    }

    private @Nullable Job next() {
        lock.lock();
        try {
            while (!closed && urgent.isEmpty() && patient.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            return closed ? null : urgent.isEmpty() ? patient.poll() : urgent.poll();
        } finally {
            lock.unlock();
        }
    }

    private void finished(@Nullable Throwable problem) {
        lock.lock();
        try {
            unfinished--;
            if (problem != null) {
                failure = failure == null ? problem : failure;
                closed = true;
            }
            if (closed || unfinished == 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all jobs have ended, those that they made included.
    void await() throws IOException {
        lock.lock();
        try {
            while (unfinished > 0 && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            close(); // what still runs must not write behind our back
            rethrow(failure);
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case UncheckedIOException e -> throw e.getCause();
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new KeelsonException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /// Ends the workers after the jobs that they are at.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        threads.close();
    }
}
