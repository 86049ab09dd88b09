package io.keelson.ostree.pull;

import io.keelson.ostree.Bindings;
import io.keelson.ostree.Commit;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks what a commit says about itself against what it was fetched for.
///
/// @param collection the collection that the source belongs to, or null
/// @param reference the commit that new ones must not be older than, or null
record CommitCheck(
        Repository repo,
        PullRules rules,
        @Nullable String collection,
        @Nullable Digest reference) {
    static CommitCheck of(Repository repo, PullRules rules, @Nullable String collection) throws IOException {
        String revision = rules.notOlderThan();
        return new CommitCheck(
                repo, rules, collection, revision == null ? null : repo.refs().resolve(revision));
    }

    /// @param ref the name it was asked for with, or null when it was found some other way
    void check(Digest checksum, Commit commit, @Nullable String ref) throws IOException {
        if (rules.bindings()) {
            checkBindings(checksum, commit, ref);
        }
        if (reference != null) {
            notOlder(reference, checksum, commit);
        }
        if (rules.notOlder() && ref != null) {
            Optional<Digest> current = repo.refs().find(ref);
            if (current.isPresent()) {
                notOlder(current.get(), checksum, commit);
            }
        }
    }

    private void checkBindings(Digest checksum, Commit commit, @Nullable String ref) {
        try {
            Bindings.of(commit.metadata()).check(ref, collection);
        } catch (KeelsonException e) {
            throw new KeelsonException("Commit " + checksum + ": " + e.getMessage(), e);
        }
    }

    private void notOlder(Digest current, Digest checksum, Commit commit) throws IOException {
        long before = repo.readCommit(current).timestamp();
        if (commit.timestamp() < before) {
            throw new KeelsonException("Upgrade target revision '" + checksum + "' with timestamp '"
                    + date(commit.timestamp()) + "' is chronologically older than current revision '" + current
                    + "' with timestamp '" + date(before) + "'; use --allow-downgrade to permit");
        }
    }

    private static String date(long seconds) {
        return DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT)
                .format(Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC));
    }
}
