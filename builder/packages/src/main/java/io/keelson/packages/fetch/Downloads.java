package io.keelson.packages.fetch;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Fetches files of known content into a [ContentCache].
public final class Downloads {
    private final ContentCache cache;
    private final FetchOptions options;
    private final Progress progress;
    private final Transport transport;
    private final Semaphore slots;
    private final Retry retry;

    /// Fetches into `cache`.
    public Downloads(ContentCache cache, FetchOptions options, Progress progress) {
        this.cache = cache;
        this.options = options;
        this.progress = progress;
        this.transport = new Transport(options);
        this.slots = new Semaphore(options.parallel());
        this.retry = new Retry(options);
    }

    /// Fetches all files and calls `ready` for each as soon as it is there, in any order and from several
    /// threads at once. `ready` should be quick: hand longer work to threads of your own. When files
    /// cannot be fetched the others still arrive, then one failure tells of all. When `ready` throws, or
    /// the calling thread is interrupted, everything stops; what has arrived so far stays in the cache
    /// and the next run goes on from there.
    ///
    /// @throws KeelsonException that names every file that could not be fetched, and why
    public void fetchAll(List<Wanted> wanted, Consumer<Fetched> ready) {
        Map<Digest, List<Wanted>> groups = new LinkedHashMap<>();
        wanted.forEach(one ->
                groups.computeIfAbsent(one.sha256(), _ -> new ArrayList<>()).add(one));
        long total = groups.values().stream()
                .mapToLong(group -> group.getFirst().size())
                .sum();
        Failures failures = new Failures(cache.directory());
        try (Progress.Task task = progress.begin("fetch", Progress.Unit.BYTES, total)) {
            task.detail(groups.size() + " files");
            runAll(List.copyOf(groups.values()), new Batch(failures, task, ready));
        }
        failures.throwIfAny();
    }

    /// Fetches the first of several files that its server has; where one has none the next is asked for.
    ///
    /// @throws KeelsonException when none is there, or one cannot be fetched for another reason
    public Fetched fetchFirst(List<Wanted> alternatives) throws InterruptedException {
        Failures failures = new Failures(cache.directory());
        for (Wanted wanted : alternatives) {
            try {
                return transfer(wanted, Progress.Task.NONE);
            } catch (IOException e) {
                failures.add(wanted, e);
                if (!(e instanceof TransferException failure && failure.kind() == TransferException.Kind.ABSENT)) {
                    break;
                }
            }
        }
        throw failures.toException();
    }

    private record Batch(Failures failures, Progress.Task task, Consumer<Fetched> ready) {}

    private void runAll(List<List<Wanted>> groups, Batch batch) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (List<Wanted> group : groups) {
                running.add(threads.submit(() -> {
                    fetch(group, batch);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("interrupted while fetching", e)
                    .withHint("run the same command again: it goes on where it stopped");
        } catch (ExecutionException e) {
            throw unexpected(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }

    private void fetch(List<Wanted> group, Batch batch) throws InterruptedException {
        Wanted first = group.getFirst();
        Fetched fetched;
        try {
            fetched = transfer(first, batch.task());
        } catch (IOException e) {
            batch.failures().add(first, e);
            return;
        }
        group.forEach(one -> batch.ready().accept(new Fetched(one, fetched.file())));
    }

    private Fetched transfer(Wanted wanted, Progress.Task task) throws IOException, InterruptedException {
        slots.acquire();
        try {
            return new Fetched(wanted, new Transfer(wanted, cache, transport, options, task).run(retry));
        } finally {
            slots.release();
        }
    }

    private static RuntimeException unexpected(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}
