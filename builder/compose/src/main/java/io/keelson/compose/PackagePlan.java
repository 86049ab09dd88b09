package io.keelson.compose;

import io.keelson.compose.treefile.RepoPackages;
import io.keelson.compose.treefile.Requested;
import io.keelson.compose.treefile.Treefile;
import io.keelson.packages.PackageLock;
import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.resolve.ResolveOptions;
import io.keelson.packages.source.PackageSource;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Decides which packages an image has: from the lockfile when it answers just what the treefile asks,
/// else from the repositories.
public final class PackagePlan {
    private final List<Request> requests;
    private final ResolveOptions options;
    private final PackageSource source;
    private final Progress progress;

    public PackagePlan(Treefile treefile, PackageSource source, Progress progress) {
        this.requests = treefile.packages().stream()
                .map(requested ->
                        new Request(requested.text(), requested.origin().toString()))
                .toList();
        this.options = options(treefile);
        this.source = source;
        this.progress = progress;
    }

    private static ResolveOptions options(Treefile treefile) {
        Map<String, String> pins = new TreeMap<>();
        for (RepoPackages pinned : treefile.repoPackages()) {
            pinned.packages().forEach(requested -> pins.put(requested.text(), pinned.repo()));
        }
        Set<String> exclude =
                treefile.excludePackages().stream().map(Requested::text).collect(Collectors.toSet());
        return ResolveOptions.of(Architecture.debian(treefile.basearch()))
                .withRecommends(treefile.recommends())
                .withExclude(exclude)
                .withRepoPins(pins);
    }

    /// The packages to install; writes the lockfile when that is asked.
    public PackageLock lock(LockUse use) throws InterruptedException {
        boolean read = use.mode() == LockUse.Mode.STRICT || use.mode() == LockUse.Mode.RELAXED;
        if (read && Files.exists(use.file())) {
            return locked(PackageLock.read(use.file()), use);
        }
        PackageLock lock = resolve(options).lock(asked());
        if (use.mode() == LockUse.Mode.UPDATE) {
            write(lock, use);
        }
        return lock;
    }

    /// The packages to install with the reason for each; the lockfile binds as in [#lock].
    public Resolution resolve(LockUse use) throws InterruptedException {
        boolean read = use.mode() == LockUse.Mode.STRICT || use.mode() == LockUse.Mode.RELAXED;
        if (read && Files.exists(use.file())) {
            return resolve(options.withLock(PackageLock.read(use.file()), use.mode() == LockUse.Mode.STRICT));
        }
        Resolution resolution = resolve(options);
        if (use.mode() == LockUse.Mode.UPDATE) {
            write(resolution.lock(asked()), use);
        }
        return resolution;
    }

    private PackageLock locked(PackageLock lock, LockUse use) throws InterruptedException {
        if (asked().equals(lock.treefile())) {
            progress.note("packages as in " + use.file());
            return lock;
        }
        progress.note(use.file() + " was made for other requests; the repositories decide within its limits");
        return resolve(options.withLock(lock, use.mode() == LockUse.Mode.STRICT))
                .lock(asked());
    }

    private Resolution resolve(ResolveOptions with) throws InterruptedException {
        Resolution resolution = source.resolve(requests, with);
        resolution.notes().forEach(progress::note);
        return resolution;
    }

    /// A digest of what the treefile asks for; of where the packages come from only pins are in it.
    public Digest asked() {
        StringBuilder text = new StringBuilder("keelson requests 1\n");
        requests.stream()
                .map(Request::text)
                .sorted(Comparator.naturalOrder())
                .forEach(request -> text.append("package ").append(request).append('\n'));
        options.exclude().stream()
                .sorted()
                .forEach(name -> text.append("exclude ").append(name).append('\n'));
        new TreeMap<>(options.repoPins())
                .forEach((name, repo) -> text.append("pin ")
                        .append(name)
                        .append(' ')
                        .append(repo)
                        .append('\n'));
        text.append("arch ").append(options.arch()).append("\nrecommends ").append(options.recommends());
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void write(PackageLock lock, LockUse use) {
        try {
            lock.write(use.file());
            progress.note("wrote " + use.file() + ", " + lock.packages().size() + " packages");
        } catch (IOException e) {
            throw new KeelsonException("cannot write " + use.file() + ": " + e.getMessage(), e);
        }
    }
}
