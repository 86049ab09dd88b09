package io.keelson.ostree.pull;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.PartialCommits;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The deltas that a server offers, with the digest of each one's superblock: in its summary, or in a
/// list for each commit, which may name more.
///
/// @param inSummary those of the summary
/// @param indexed whether there are lists
record DeltaOffers(Fetcher fetcher, List<Site> sites, Map<DeltaName, Digest> inSummary, boolean indexed) {
    private static final String KEY = Summary.STATIC_DELTAS;
    private static final String INDEXED = "ostree.summary.indexed-deltas";

    /// A delta that can be used.
    record Offer(DeltaName name, Digest superblock) {}

    static DeltaOffers of(Fetcher fetcher, List<Site> sites, Map<String, Variant> summary) {
        boolean indexed = Variant.of(true).equals(summary.get(INDEXED));
        return new DeltaOffers(fetcher, sites, names(summary), indexed);
    }

    /// Whether any delta may be found.
    boolean any() {
        return indexed || !inSummary.isEmpty();
    }

    private static Map<DeltaName, Digest> names(Map<String, Variant> metadata) {
        Map<DeltaName, Digest> names = new HashMap<>();
        Variant all = metadata.get(KEY);
        if (all == null) {
            return names;
        }
        try {
            all.asDictionary()
                    .forEach((name, digest) -> names.put(DeltaName.parse(name), Digest.ofRaw(digest.asBytes())));
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Invalid list of static deltas: " + e.getMessage(), e);
        }
        return names;
    }

    /// The best delta that leads to a commit: from the newest commit that is here and whole, else from nothing.
    Optional<Offer> best(Repository repo, Digest to) throws IOException {
        Offer best = null;
        long newest = Long.MIN_VALUE;
        for (Map.Entry<DeltaName, Digest> offer : offers(to).entrySet()) {
            Digest from = offer.getKey().from();
            if (!offer.getKey().to().equals(to)) {
                continue;
            }
            long age = from == null ? Long.MIN_VALUE + 1 : timestamp(repo, from);
            if (age > newest) {
                newest = age;
                best = new Offer(offer.getKey(), offer.getValue());
            }
        }
        return Optional.ofNullable(best);
    }

    /// When a commit was made; the least of all numbers when it is not here as a whole.
    private static long timestamp(Repository repo, Digest commit) throws IOException {
        boolean whole = repo.has(new ObjectName(ObjectType.COMMIT, commit))
                && repo.partialCommits().state(commit) == PartialCommits.State.WHOLE;
        return whole ? Math.max(repo.readCommit(commit).timestamp(), Long.MIN_VALUE + 2) : Long.MIN_VALUE;
    }

    private Map<DeltaName, Digest> offers(Digest to) throws IOException {
        if (!indexed) {
            return inSummary;
        }
        String path = "delta-indexes/" + DeltaName.indexPath(to);
        Map<DeltaName, Digest> all = new HashMap<>(inSummary);
        if (fetcher.fetch(sites, path, Validators.NONE, HttpSource.MAX_METADATA) instanceof Fetched.Content content) {
            try {
                all.putAll(names(DetachedMetadata.decode(content.bytes())));
            } catch (IllegalArgumentException e) {
                throw new KeelsonException("Invalid list of static deltas to " + to + ": " + e.getMessage(), e);
            }
        }
        return all;
    }
}
