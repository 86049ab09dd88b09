package io.keelson.ostree.pull;

import io.keelson.ostree.ObjectImport.Trust;
import org.jspecify.annotations.Nullable;

/// What is checked of what is fetched, and how it is written.
///
/// @param trust whether checksums of a repository on this machine are computed again; those of others always are
/// @param harmlessFiles whether files are refused that others may write, or that run as somebody else
/// @param bindings whether a commit must name the ref and the collection that it is fetched for, if it names any
/// @param notOlder whether a commit that is older than the one that its ref points at is refused
/// @param notOlderThan a revision of our own; commits older than it are refused; or null
/// @param fsync whether to wait for the disk, or null for what the repository's configuration says
/// @param fsyncEach whether each object is written out alone
public record PullRules(
        Trust trust,
        boolean harmlessFiles,
        boolean bindings,
        boolean notOlder,
        @Nullable String notOlderThan,
        @Nullable Boolean fsync,
        boolean fsyncEach) {
    /// What is meant when nothing is said.
    public static final PullRules DEFAULT = new PullRules(Trust.BELIEVE, false, true, false, null, null, false);

    /// The same with another answer to whether to wait for the disk.
    public PullRules withFsync(@Nullable Boolean wanted) {
        return new PullRules(trust, harmlessFiles, bindings, notOlder, notOlderThan, wanted, fsyncEach);
    }
}
