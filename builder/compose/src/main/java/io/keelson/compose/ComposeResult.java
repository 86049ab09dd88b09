package io.keelson.compose;

import io.keelson.packages.LockedPackage;
import io.keelson.release.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a compose ended.
public sealed interface ComposeResult {
    /// The packages of the image, sorted by name.
    List<LockedPackage> packages();

    /// A new commit.
    ///
    /// @param ref that points at it now, or null when the treefile has none
    /// @param version of the commit, or null
    record Composed(
            List<LockedPackage> packages,
            @Nullable String ref,
            Digest commit,
            Digest contentChecksum,
            @Nullable String version,
            Digest inputHash,
            @Nullable Digest parent,
            long entries)
            implements ComposeResult {}

    /// Nothing changed since `commit`.
    record Unchanged(List<LockedPackage> packages, Digest commit, Digest inputHash) implements ComposeResult {}

    /// Stopped before the commit, as asked.
    record Stopped(List<LockedPackage> packages) implements ComposeResult {}
}
