package io.keelson.ostree.delta;

import io.keelson.ostree.Repository;
import java.io.IOException;
import java.util.Optional;

/// Decides how a changed file is sent. A patch is the smallest; it takes time and memory that grow with the
/// size. So of large files it is first asked whether they are nearly the same, chunk by chunk.
///
/// @param memory bytes that a comparison may need
record ChangePolicy(Repository repo, DeltaOptions options, long memory) {
    /// Files that are smaller together are compared at once.
    private static final long SMALL = 8 << 20;

    /// So many percent of the chunks make a patch not worth its time.
    private static final int NEARLY_ALL = 90;

    /// So many make it worth mentioning the old file at all.
    private static final int HALF = 50;

    /// How the file is sent; empty when it had better be sent as it is.
    Optional<Change> decide(Change change) throws IOException {
        boolean patch = options.mayBsdiff(change.old().size(), change.now().size()) && change.memory() <= memory;
        if (patch && change.size() <= SMALL) {
            return Optional.of(change);
        }
        Matches matches = Matches.of(repo, change.old().checksum(), change.now().checksum());
        if (matches.covers(patch ? NEARLY_ALL : HALF)) {
            return Optional.of(new Change(change.old(), change.now(), matches));
        }
        return patch ? Optional.of(change) : Optional.empty();
    }
}
