package io.keelson.packages.source;

import io.keelson.packages.LockedPackage;
import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.resolve.ResolveOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/// Where packages come from: repositories that answer which packages there are, and that give them.
public interface PackageSource {
    /// Chooses the packages that satisfy `requests`.
    ///
    /// @throws io.keelson.release.KeelsonException when repositories cannot be used, or the requests cannot
    ///     be satisfied; it says which and why
    Resolution resolve(List<Request> requests, ResolveOptions options) throws InterruptedException;

    /// Fetches packages and calls `ready` for each as it arrives, in any order, from one thread at a
    /// time or several. Digests have been checked. Needs nothing of [#resolve].
    ///
    /// @throws io.keelson.release.KeelsonException that names every package that could not be fetched
    void fetch(List<LockedPackage> packages, BiConsumer<LockedPackage, Path> ready) throws InterruptedException;
}
