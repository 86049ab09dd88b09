package io.keelson.bootstrap.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs all checks at once, each until it passes or its time is up.
public final class HealthRun {
    private static final String LATE = "no answer when the time for all checks was up";

    private final Probe probe;

    public HealthRun(Probe probe) {
        this.probe = probe;
    }

    /// Results in the order of the checks. Returns when all have passed, or failed for good, or the deadline
    /// has come; a check that cannot be stopped is left behind.
    public List<Result> run(Checks checks) throws InterruptedException {
        long start = System.nanoTime();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Result>> running = new ArrayList<>();
            checks.list().forEach(check -> running.add(threads.submit(() -> until(check, checks.deadline()))));
            List<Result> results = new ArrayList<>();
            for (int at = 0; at < running.size(); at++) {
                results.add(await(running.get(at), checks.list().get(at), start, checks.deadline()));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Result await(Future<Result> running, Check check, long start, Duration deadline)
            throws InterruptedException {
        long left = deadline.toNanos() - (System.nanoTime() - start);
        try {
            return running.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Result(check, Optional.of(LATE), 0, deadline);
        } catch (ExecutionException e) {
            return new Result(check, Optional.of(String.valueOf(e.getCause())), 1, since(start));
        }
    }

    private Result until(Check check, Duration deadline) throws InterruptedException {
        long start = System.nanoTime();
        Duration time = check.within().compareTo(deadline) < 0 ? check.within() : deadline;
        for (int tries = 1; ; tries++) {
            Optional<String> fault = look(check);
            Duration next = since(start).plus(check.interval());
            if (fault.isEmpty() || next.compareTo(time) >= 0) {
                return new Result(check, fault, tries, since(start));
            }
            Thread.sleep(check.interval());
        }
    }

    private Optional<String> look(Check check) throws InterruptedException {
        try {
            return probe.fault(check.what(), check.timeout());
        } catch (io.keelson.release.KeelsonException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
