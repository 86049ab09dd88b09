package io.keelson.compose;

import io.keelson.compose.commit.ObjectWriter;
import io.keelson.compose.commit.Workers;
import io.keelson.compose.deb.PackageCache;
import io.keelson.compose.deb.PackageFilter;
import io.keelson.compose.deb.UnpackedPackage;
import io.keelson.compose.treefile.RemoveFromPackage;
import io.keelson.compose.treefile.Treefile;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.source.PackageSource;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Brings all packages into the cache and announces their files to the object writer: what is there
/// is only read, the rest is fetched and unpacked, several at a time, while other downloads go on.
final class Import {
    private final PackageSource source;
    private final PackageCache cache;
    private final ObjectWriter objects;
    private final Workers workers;
    private final PackageFilter filter;
    private final Progress progress;

    Import(
            PackageSource source,
            PackageCache cache,
            ObjectWriter objects,
            Workers workers,
            PackageFilter filter,
            Progress progress) {
        this.source = source;
        this.cache = cache;
        this.objects = objects;
        this.workers = workers;
        this.filter = filter;
        this.progress = progress;
    }

    /// The packages in the order of `packages`.
    List<UnpackedPackage> run(List<LockedPackage> packages) throws InterruptedException {
        Map<LockedPackage, Future<UnpackedPackage>> done = new ConcurrentHashMap<>();
        try (Progress.Task task = progress.begin("unpack packages", Progress.Unit.ITEMS, packages.size())) {
            List<LockedPackage> missing = findCached(packages, done, task);
            source.fetch(
                    missing,
                    (locked, file) -> done.put(locked, workers.soon(() -> {
                        UnpackedPackage unpacked = announce(cache.unpack(locked, file));
                        task.advance(1);
                        return unpacked;
                    })));
            List<UnpackedPackage> result = new ArrayList<>();
            for (LockedPackage locked : packages) {
                result.add(get(done, locked));
            }
            task.detail(packages.size() + " packages, " + missing.size() + " of them new");
            return result;
        }
    }

    private List<LockedPackage> findCached(
            List<LockedPackage> packages, Map<LockedPackage, Future<UnpackedPackage>> done, Progress.Task task) {
        List<LockedPackage> missing = new ArrayList<>();
        for (LockedPackage locked : packages) {
            UnpackedPackage found = cache.find(locked);
            if (found == null) {
                missing.add(locked);
            } else {
                done.put(locked, java.util.concurrent.CompletableFuture.completedFuture(announce(found)));
                task.advance(1);
            }
        }
        return missing;
    }

    private UnpackedPackage announce(UnpackedPackage unpacked) {
        unpacked.announce(filter, objects::announce);
        return unpacked;
    }

    private static UnpackedPackage get(Map<LockedPackage, Future<UnpackedPackage>> done, LockedPackage locked)
            throws InterruptedException {
        Future<UnpackedPackage> future = done.get(locked);
        if (future == null) {
            throw new IllegalStateException(locked.name() + " was not fetched");
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KeelsonException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /// Packages in the order in which their preinst scripts run.
    static List<UnpackedPackage> inScriptOrder(List<UnpackedPackage> packages) {
        Map<String, UnpackedPackage> byName = new LinkedHashMap<>();
        packages.forEach(unpacked -> byName.putIfAbsent(unpacked.name(), unpacked));
        return new ScriptOrder(byName).sort();
    }

    /// What the treefile leaves out of packages.
    static PackageFilter filter(Treefile treefile) {
        Map<String, List<Pattern>> removals = treefile.removeFromPackages().stream()
                .collect(Collectors.toMap(RemoveFromPackage::name, RemoveFromPackage::patterns, (a, b) -> {
                    List<Pattern> both = new ArrayList<>(a);
                    both.addAll(b);
                    return both;
                }));
        return new PackageFilter(treefile.documentation(), Set.copyOf(treefile.installLangs()), removals);
    }
}
