package io.keelson.ostree.pull;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Fetches from a repository on this machine.
///
/// @param remote the remote whose refs are set, or null for refs of our own
public record LocalPull(
        Repository repo, Repository source, @Nullable String remote, PullScope scope, PullRules rules) {
    /// Fetches everything that refs of the source lead to.
    public PullResult all(PullVerifier verifier) throws IOException {
        return run(List.copyOf(source.refs().list().keySet()), verifier);
    }

    /// Fetches commits.
    ///
    /// @param revisions refs of the source, and checksums
    /// @throws KeelsonException when one of them is not there, or anything fails
    public PullResult run(List<String> revisions, PullVerifier verifier) throws IOException {
        List<Pull.Wanted> wanted = new ArrayList<>();
        SequencedMap<String, Digest> refs = new LinkedHashMap<>();
        for (String revision : revisions) {
            if (Digest.isHex(revision)) {
                wanted.add(new Pull.Wanted(Digest.parse(revision), null));
            } else {
                Digest commit = resolve(revision);
                wanted.add(new Pull.Wanted(commit, revision));
                refs.put(remote == null ? revision : remote + ":" + revision, commit);
            }
        }
        String collection = source.config().get("core", "collection-id").orElse(null);
        return run(wanted, new Pull.NewRefs(refs, Map.of()), collection, verifier);
    }

    /// Fetches refs of collections as mirrors do, each with the newest commit that the source knows of it.
    ///
    /// @param commit what is fetched instead, or null
    /// @throws KeelsonException when one of them is not there, or anything fails
    public void mirror(Collection<CollectionRef> refs, @Nullable Digest commit, PullVerifier verifier)
            throws IOException {
        SortedMap<CollectionRef, Digest> known = source.collectionRefs().list();
        SortedMap<String, Map<CollectionRef, Digest>> byCollection = new TreeMap<>();
        for (CollectionRef ref : refs) {
            Digest newest = known.get(ref);
            if (newest == null && commit == null) {
                throw new KeelsonException("Refspec '" + ref + "' not found in " + source.path());
            }
            byCollection
                    .computeIfAbsent(ref.collection(), id -> new LinkedHashMap<>())
                    .put(ref, commit == null ? newest : commit);
        }
        for (Map.Entry<String, Map<CollectionRef, Digest>> each : byCollection.entrySet()) {
            List<Pull.Wanted> wanted = each.getValue().entrySet().stream()
                    .map(ref -> new Pull.Wanted(ref.getValue(), ref.getKey().name()))
                    .toList();
            run(wanted, new Pull.NewRefs(Map.of(), each.getValue()), each.getKey(), verifier);
        }
    }

    private PullResult run(
            List<Pull.Wanted> wanted, Pull.NewRefs refs, @Nullable String collection, PullVerifier verifier)
            throws IOException {
        CommitCheck check = CommitCheck.of(repo, rules, collection);
        int threads = Runtime.getRuntime().availableProcessors();
        try (Crew crew = new Crew(Executors.newFixedThreadPool(threads), threads)) {
            return new Pull(repo, scope, rules, verifier, check, new Tally())
                    .run(crew, List.of(new LocalSource(source)), wanted, refs, null);
        }
    }

    private Digest resolve(String ref) throws IOException {
        if (ref.contains(":")) {
            throw new KeelsonException("Invalid ref name " + ref);
        }
        return source.refs().find(ref).orElseThrow(() -> new KeelsonException("Refspec '" + ref + "' not found"));
    }
}
