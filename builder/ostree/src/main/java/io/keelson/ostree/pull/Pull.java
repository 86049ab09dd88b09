package io.keelson.ostree.pull;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.ObjectImport;
import io.keelson.ostree.PartialCommits;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Stats;
import io.keelson.ostree.Transaction;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings commits, and then points refs at them. A pull that fails or is killed leaves the refs as they
/// were; what it brought is kept for the next attempt.
record Pull(Repository repo, PullScope scope, PullRules rules, PullVerifier verifier, CommitCheck check, Tally tally) {
    private static final Stats NOTHING = new Stats(0, 0, 0, 0, 0);

    /// A commit to bring.
    ///
    /// @param ref the name it is asked for with, or null
    record Wanted(Digest commit, @Nullable String ref) {}

    /// Refs of our own that are set when all is there.
    record NewRefs(Map<String, Digest> refspecs, Map<CollectionRef, Digest> collectionRefs) {}

    /// @param deltas what to begin with, or null
    PullResult run(
            Crew crew, List<ObjectSource> sources, List<Wanted> commits, NewRefs newRefs, @Nullable DeltaPull deltas)
            throws IOException {
        PartialCommits partial = repo.partialCommits();
        try (Transaction transaction = repo.begin()) {
            transaction.setResumable();
            configure(transaction);
            ObjectImport into = new ObjectImport(transaction, rules.trust(), rules.harmlessFiles());
            if (deltas != null) {
                commits.forEach(wanted ->
                        crew.urgent(() -> deltas.bring(wanted.commit(), wanted.ref(), transaction, into, crew)));
                crew.await();
            }
            if (deltas != null && deltas.isDryRun()) {
                return tally.result(NOTHING, deltas.totals());
            }
            Scan scan = new Scan(crew, scope, check, verifier, into, partial, tally, sources);
            commits.forEach(wanted -> scan.start(wanted.commit(), wanted.ref()));
            crew.await();
            for (Map.Entry<Digest, byte[]> said : scan.detached().entrySet()) {
                DetachedMetadata.write(repo, said.getKey(), said.getValue());
            }
            setRefs(transaction, newRefs);
            Stats stats = transaction.commit();
            unmark(partial, scan);
            return tally.result(stats, deltas == null ? DeltaTotals.NONE : deltas.totals());
        }
    }

    private void configure(Transaction transaction) {
        if (rules.fsync() != null) {
            transaction.setFsync(rules.fsync());
        }
        if (rules.fsyncEach()) {
            transaction.setFsyncEach(true);
        }
    }

    private void setRefs(Transaction transaction, NewRefs newRefs) throws IOException {
        Map<String, Digest> old = repo.refs().list();
        newRefs.refspecs().forEach((ref, commit) -> {
            if (!commit.equals(old.get(ref))) {
                transaction.setRef(ref, commit);
            }
        });
        newRefs.collectionRefs().forEach(transaction::setRef);
    }

    /// Only now do all objects of these commits lie in the repository.
    private void unmark(PartialCommits partial, Scan scan) throws IOException {
        if (scope.isWhole()) {
            for (Digest commit : scan.commits()) {
                partial.set(commit, PartialCommits.State.WHOLE);
            }
        }
    }
}
