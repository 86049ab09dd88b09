package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where summaries of remotes are kept.
final class SummaryPlace {
    private SummaryPlace() {}

    /// @param chosen the cache directory that the user named, or null
    static @Nullable Path of(Repository repo, @Nullable Path chosen) {
        if (System.getenv("OSTREE_SKIP_CACHE") != null) {
            return null;
        }
        Path cache = chosen == null ? repo.path().resolve("tmp/cache") : chosen;
        return cache.resolve("summaries");
    }
}
