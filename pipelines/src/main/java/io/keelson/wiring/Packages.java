package io.keelson.wiring;

import io.keelson.compose.Architecture;
import io.keelson.compose.treefile.RepoRef;
import io.keelson.compose.treefile.Treefile;
import io.keelson.packages.apt.AptPackageSource;
import io.keelson.packages.apt.AptRepositories;
import io.keelson.packages.apt.Source;
import io.keelson.packages.apt.SourceLists;
import io.keelson.packages.fetch.ContentCache;
import io.keelson.packages.fetch.Downloads;
import io.keelson.packages.fetch.FetchOptions;
import io.keelson.packages.source.PackageSource;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Package sources for treefiles.
public final class Packages {
    private static final Path ETC_APT = Path.of("/etc/apt");

    private Packages() {}

    /// The source that the treefile's `repos` and `lockfile-repos` name.
    ///
    /// @param cache directory of everything that is kept between runs
    /// @param cacheOnly never asks the network
    public static PackageSource of(Treefile treefile, Path cache, boolean cacheOnly, Progress progress) {
        ContentCache contents = new ContentCache(cache.resolve("downloads"));
        FetchOptions fetch = FetchOptions.defaults().withCacheOnly(cacheOnly);
        return new AptPackageSource(
                () -> sources(treefile),
                () -> sources("lockfile-repos", treefile.lockfileRepos(), treefile),
                new AptRepositories(contents, fetch, ETC_APT, InstantSource.system(), progress),
                new Downloads(contents, fetch, progress),
                cache.resolve("indices"),
                progress);
    }

    private static List<Source> sources(Treefile treefile) {
        List<Source> sources = sources("repos", treefile.repos(), treefile);
        if (sources.isEmpty() && treefile.lockfileRepos().isEmpty()) {
            throw KeelsonException.usage("the treefile names no package repositories")
                    .withHint("add \"repos: [host]\" or the name of a .sources file beside the treefile");
        }
        return sources;
    }

    private static List<Source> sources(String key, List<RepoRef> repos, Treefile treefile) {
        String architecture = Architecture.debian(treefile.basearch());
        List<Source> sources = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (RepoRef repo : repos) {
            switch (repo) {
                case RepoRef.HostSources _ -> sources.addAll(SourceLists.host(ETC_APT, architecture));
                case RepoRef.SourcesFile file -> files.add(file.path());
                case RepoRef.RpmRepo rpm ->
                    throw KeelsonException.usage(key + ": " + rpm.declared() + " is an RPM repository (" + rpm.path()
                                    + "), and this version composes from Debian packages only")
                            .withHint("name a .sources or .list file beside the treefile, or host");
            }
        }
        sources.addAll(SourceLists.read(files, architecture));
        return sources;
    }
}
