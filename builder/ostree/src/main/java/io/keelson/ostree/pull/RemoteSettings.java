package io.keelson.ostree.pull;

import io.keelson.ostree.fetch.FetchSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a remote is pulled from.
///
/// @param mirror whether refs are written as if they were our own, and all are fetched when none is named
/// @param trusted whether a mirror of mode archive stores files without computing their checksums
/// @param deltas whether static deltas are used
/// @param dryRun whether only the deltas are looked at, and nothing is changed
/// @param url fetched from instead of what the remote says, or null
/// @param localCaches repositories on this machine that are asked for objects first
/// @param summaryCache where summaries are kept, or null when they are not
/// @param fetch how servers are spoken to
public record RemoteSettings(
        boolean mirror,
        boolean trusted,
        DeltaUse deltas,
        boolean dryRun,
        @Nullable String url,
        List<Path> localCaches,
        @Nullable Path summaryCache,
        FetchSettings fetch) {
    /// Copies the list.
    public RemoteSettings {
        localCaches = List.copyOf(localCaches);
    }
}
