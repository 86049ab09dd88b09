package io.keelson.packages.apt;

import io.keelson.packages.apt.Indices.Request;
import io.keelson.packages.fetch.ContentCache;
import io.keelson.packages.fetch.Documents;
import io.keelson.packages.fetch.Downloads;
import io.keelson.packages.fetch.FetchOptions;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// From source lists to verified package indices. All sources are asked at the same time; an index
/// whose Release did not change comes out of the cache.
public final class AptRepositories {
    private final Releases releases;
    private final Indices indices;
    private final Progress progress;

    /// Prepares to fetch.
    ///
    /// @param etcApt where the keys lie for sources without Signed-By, usually `/etc/apt`
    /// @param clock tells the time that Releases and keys must be valid at
    public AptRepositories(
            ContentCache cache, FetchOptions options, Path etcApt, InstantSource clock, Progress progress) {
        Documents documents = new Documents(cache, options);
        this.releases = new Releases(documents, new Trust(etcApt), clock, progress);
        this.indices = new Indices(new Downloads(cache, options, progress), documents, progress);
        this.progress = progress;
    }

    /// The package indices of all sources, in the order of the sources, their components and
    /// `architectures` with `all` last; where two addresses give the same, both are listed.
    ///
    /// @param architectures of the packages wanted, without `all`
    /// @throws KeelsonException that tells what is wrong with every source that cannot be used
    public List<VerifiedIndex> indices(List<Source> sources, List<String> architectures) {
        try (Progress.Task task = progress.begin("update package indices", Progress.Unit.ITEMS, sources.size())) {
            List<Request> requests = flatten(all(sources, source -> {
                List<Request> wanted = indices.requests(source, releases.get(source), architectures);
                task.advance(1);
                return wanted;
            }));
            List<VerifiedIndex> fetched = all(requests, indices::fetch);
            task.detail(fetched.size() + " indices of " + sources.size() + " suites");
            return fetched;
        }
    }

    /// Something that may be interrupted.
    private interface Step<A, B> {
        B apply(A input) throws InterruptedException;
    }

    /// Applies `step` to all inputs at once and keeps their order.
    private static <A, B> List<B> all(List<A> inputs, Step<A, B> step) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Callable<B>> calls = new ArrayList<>();
            inputs.forEach(input -> calls.add(() -> step.apply(input)));
            return collect(threads.invokeAll(calls));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("interrupted while fetching package indices", e);
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }

    private static <B> List<B> collect(List<Future<B>> futures) throws InterruptedException {
        List<B> results = new ArrayList<>();
        List<KeelsonException> failures = new ArrayList<>();
        for (Future<B> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof KeelsonException failure)) {
                    throw new IllegalStateException(Objects.requireNonNullElse(e.getCause(), e));
                }
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw together(failures);
        }
        return results;
    }

    private static KeelsonException together(List<KeelsonException> failures) {
        Set<String> messages = new LinkedHashSet<>();
        Set<@Nullable String> hints = new LinkedHashSet<>();
        for (KeelsonException failure : failures) {
            messages.add(failure.getMessage());
            hints.add(failure.hint());
        }
        hints.remove(null);
        KeelsonException all = new KeelsonException(String.join("\n", messages), failures.getFirst());
        return hints.isEmpty() ? all : all.withHint(String.join("\n", hints));
    }

    private static List<Request> flatten(List<List<Request>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
