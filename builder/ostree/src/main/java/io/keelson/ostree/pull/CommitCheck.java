package io.keelson.ostree.pull;

import io.keelson.ostree.Commit;
import io.keelson.ostree.Repository;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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
        String problem = problem(commit, ref);
        if (problem != null) {
            throw new KeelsonException("Commit " + checksum + ": " + problem);
        }
    }

    private @Nullable String problem(Commit commit, @Nullable String ref) {
        Variant binding = commit.metadata().get("ostree.ref-binding");
        if (binding == null) {
            return collection == null ? null : "Expected commit metadata to have ref binding information, found none";
        }
        List<String> refs = binding.children().stream().map(Variant::asString).toList();
        if (ref != null && !refs.contains(ref)) {
            return "Commit has no requested ref ‘" + ref + "’ in ref binding metadata (" + quoted(refs) + ")";
        }
        return collection == null ? null : problemOfCollection(commit);
    }

    private @Nullable String problemOfCollection(Commit commit) {
        Variant binding = commit.metadata().get("ostree.collection-binding");
        if (binding == null) {
            return "Expected commit metadata to have collection ID binding information, found none";
        }
        return binding.asString().equals(collection)
                ? null
                : "Commit has collection ID ‘" + binding.asString()
                        + "’ in collection binding metadata, while the remote it came from has collection ID ‘"
                        + collection + "’";
    }

    private static String quoted(List<String> refs) {
        return refs.isEmpty()
                ? "no refs"
                : refs.stream().map(ref -> "‘" + ref + "’").collect(Collectors.joining(", "));
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
