package io.keelson.packages.apt;

import io.keelson.packages.LockedPackage;
import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.deb.DebIndex;
import io.keelson.packages.deb.Origin;
import io.keelson.packages.deb.PackagesFile;
import io.keelson.packages.deb.Universe;
import io.keelson.packages.fetch.Downloads;
import io.keelson.packages.fetch.Wanted;
import io.keelson.packages.resolve.ResolveOptions;
import io.keelson.packages.resolve.Resolver;
import io.keelson.packages.source.PackageSource;
import io.keelson.release.KeelsonException;
import io.keelson.release.LastUse;
import io.keelson.release.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Packages from apt repositories. The sources are read, and the network is asked, only when a
/// resolution is: who has a lock needs neither.
public final class AptPackageSource implements PackageSource {
    private final Supplier<List<Source>> sources;
    private final Supplier<List<Source>> lockSources;
    private final AptRepositories repositories;
    private final Downloads downloads;
    private final Path indexCache;
    private final Progress progress;

    /// @param sources of the treefile, read when they are needed
    /// @param lockSources used for packages of a lock only, and before the address that the lock has
    /// @param indexCache directory for parsed indices
    public AptPackageSource(
            Supplier<List<Source>> sources,
            Supplier<List<Source>> lockSources,
            AptRepositories repositories,
            Downloads downloads,
            Path indexCache,
            Progress progress) {
        this.sources = sources;
        this.lockSources = lockSources;
        this.repositories = repositories;
        this.downloads = downloads;
        this.indexCache = indexCache;
        this.progress = progress;
    }

    @Override
    public Resolution resolve(List<Request> requests, ResolveOptions options) {
        List<String> architectures = new ArrayList<>(List.of(options.arch()));
        architectures.addAll(options.foreignArchs());
        List<VerifiedIndex> indices = repositories.indices(sources.get(), architectures);
        List<VerifiedIndex> locked = options.lock() == null ? List.of() : lockIndices(architectures);
        try (Progress.Task task = progress.begin("resolve packages")) {
            List<DebIndex> loaded = load(indices, false);
            loaded.addAll(load(locked, true));
            Universe universe = new Universe(loaded);
            Resolution resolution = Resolver.resolve(universe, requests, options);
            task.detail(resolution.packages().size() + " of " + universe.size() + " packages");
            return resolution;
        } catch (IOException e) {
            throw new KeelsonException("cannot read the package indices: " + e.getMessage(), e);
        }
    }

    private List<VerifiedIndex> lockIndices(List<String> architectures) {
        List<Source> from = lockSources.get();
        return from.isEmpty() ? List.of() : repositories.indices(from, architectures);
    }

    private List<DebIndex> load(List<VerifiedIndex> indices, boolean lockedOnly) throws IOException {
        List<DebIndex> loaded = new ArrayList<>();
        for (VerifiedIndex index : indices) {
            loaded.add(load(index, lockedOnly));
        }
        return loaded;
    }

    private DebIndex load(VerifiedIndex index, boolean lockedOnly) throws IOException {
        Origin origin = new Origin(index.repoId(), index.base(), PackagesFile.USUAL, lockedOnly);
        Path cached = Files.createDirectories(indexCache).resolve(index.digest().hex());
        var found = DebIndex.load(cached, origin);
        if (found.isPresent()) {
            LastUse.mark(cached);
            return found.get();
        }
        try (InputStream in = index.open()) {
            DebIndex read = DebIndex.read(new PackagesFile(
                    index.repoId(), index.base(), PackagesFile.USUAL, index.repoId() + "/Packages", in));
            read.save(cached);
            return read.withOrigin(origin);
        }
    }

    @Override
    public void fetch(List<LockedPackage> packages, BiConsumer<LockedPackage, Path> ready) {
        if (packages.isEmpty()) {
            return;
        }
        Function<LockedPackage, URI> addresses = addresses(packages);
        Map<Wanted, LockedPackage> wanted = new HashMap<>();
        for (LockedPackage locked : packages) {
            String label = locked.name() + " " + locked.version();
            wanted.put(new Wanted(label, addresses.apply(locked), locked.sha256(), locked.size()), locked);
        }
        downloads.fetchAll(List.copyOf(wanted.keySet()), fetched -> {
            LockedPackage locked = wanted.get(fetched.wanted());
            if (locked != null) {
                ready.accept(locked, fetched.file());
            }
        });
    }

    /// Where to fetch from: the lock's own repositories where they have just this file, else where the lock
    /// says, with the user that the source lists have for that place.
    private Function<LockedPackage, URI> addresses(List<LockedPackage> packages) {
        List<Source> known = knownSources();
        List<String> architectures = packages.stream()
                .map(LockedPackage::arch)
                .filter(arch -> !arch.equals("all"))
                .distinct()
                .toList();
        try {
            Universe universe = new Universe(load(lockIndices(architectures), true));
            return locked -> universe.named(locked.name()).stream()
                    .filter(p -> p.sha256().equals(locked.sha256()))
                    .findFirst()
                    .map(p -> URI.create(p.url()))
                    .orElseGet(() -> Credentials.add(URI.create(locked.url()), known));
        } catch (IOException e) {
            throw new KeelsonException("cannot read the package indices: " + e.getMessage(), e);
        }
    }

    /// A lock can be used without sources; there are no passwords then.
    private List<Source> knownSources() {
        try {
            return sources.get();
        } catch (KeelsonException e) {
            return List.of();
        }
    }
}
