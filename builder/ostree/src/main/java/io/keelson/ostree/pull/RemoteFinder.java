package io.keelson.ostree.pull;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Commit;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Validators;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks for refs of collections in the remotes that are configured: those that have the newest commit of
/// a ref are named, those that are behind are not.
///
/// @param ways how each remote is spoken to
/// @param ignored told why a remote was passed over: it cannot be reached, or does not speak the truth
public record RemoteFinder(Repository repo, Ways ways, Consumer<String> ignored) {
    private static final String TIMESTAMP = "ostree.commit.timestamp";
    private static final String LAST_MODIFIED = "ostree.summary.last-modified";

    /// How a remote is spoken to, and what of it is believed.
    public interface Ways {
        /// The settings for a remote.
        RemoteSettings settings(Remote remote) throws IOException;

        /// What is verified of what it sends.
        PullVerifier verifier(Remote remote) throws IOException;
    }

    /// A remote that has the newest commit of a ref at least.
    ///
    /// @param lastModified seconds after the epoch at which its summary was made, or 0 when that is not known
    /// @param refs all that were asked for; empty where this remote has none, or an old one
    public record Found(Remote remote, long lastModified, SortedMap<CollectionRef, Optional<Digest>> refs) {}

    /// What one remote says.
    private record Offer(Remote remote, long lastModified, Map<CollectionRef, Summary.Entry> refs) {}

    /// Asks the remotes that have a collection id.
    ///
    /// @throws KeelsonException when none can say when a commit was made
    public List<Found> find(Collection<Remote> remotes, Collection<CollectionRef> wanted) throws IOException {
        List<Offer> offers = new ArrayList<>();
        for (Remote remote : remotes) {
            Optional<String> id = remote.option("collection-id").filter(CollectionRef::isCollection);
            if (id.isPresent()) {
                List<CollectionRef> own = wanted.stream()
                        .filter(ref -> ref.collection().equals(id.get()))
                        .toList();
                offer(remote, own).filter(offer -> !offer.refs().isEmpty()).ifPresent(offers::add);
            }
        }
        Map<CollectionRef, Digest> newest = newest(offers);
        return offers.stream()
                .map(offer -> found(offer, wanted, newest))
                .filter(found -> found.refs().values().stream().anyMatch(Optional::isPresent))
                .toList();
    }

    private Optional<Offer> offer(Remote remote, List<CollectionRef> wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            Summary summary =
                    Summary.decode(RemoteSummary.fetch(repo, remote, ways.settings(remote), ways.verifier(remote)));
            Map<CollectionRef, Summary.Entry> refs = new HashMap<>();
            for (CollectionRef ref : wanted) {
                Summary.Entry entry = refsOf(summary, ref.collection()).get(ref.name());
                if (entry != null) {
                    refs.put(ref, entry);
                }
            }
            return Optional.of(new Offer(remote, bigEndian(summary.metadata().get(LAST_MODIFIED)), refs));
        } catch (IOException | KeelsonException | IllegalArgumentException e) {
            ignored.accept("remote " + remote.name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static SortedMap<String, Summary.Entry> refsOf(Summary summary, String collection) {
        boolean own = summary.metadata().get(Summary.COLLECTION_ID) instanceof Variant.Text id
                && id.value().equals(collection);
        return own ? summary.refs() : summary.collections().getOrDefault(collection, new TreeMap<>());
    }

    private Map<CollectionRef, Digest> newest(List<Offer> offers) throws IOException {
        Map<CollectionRef, Digest> newest = new HashMap<>();
        Map<CollectionRef, Long> ages = new HashMap<>();
        for (Offer offer : offers) {
            for (Map.Entry<CollectionRef, Summary.Entry> ref : offer.refs().entrySet()) {
                long age = timestamp(offer.remote(), ref.getValue());
                if (age > ages.getOrDefault(ref.getKey(), Long.MIN_VALUE)) {
                    ages.put(ref.getKey(), age);
                    newest.put(ref.getKey(), ref.getValue().commit());
                }
            }
        }
        return newest;
    }

    /// Newer summaries say it; else the commit does.
    private long timestamp(Remote remote, Summary.Entry entry) throws IOException {
        Variant said = entry.metadata().get(TIMESTAMP);
        if (said != null) {
            return bigEndian(said);
        }
        ObjectName name = new ObjectName(ObjectType.COMMIT, entry.commit());
        if (repo.has(name)) {
            return repo.readCommit(entry.commit()).timestamp();
        }
        try (RemoteAccess access =
                RemoteAccess.open(repo, remote, ways.settings(remote), ways.verifier(remote), bytes -> {})) {
            Fetched fetched = access.fetcher()
                    .fetch(access.sites(), HttpSource.path(name), Validators.NONE, HttpSource.MAX_METADATA);
            if (fetched instanceof Fetched.Content content
                    && Digest.of(content.bytes()).equals(entry.commit())) {
                return Commit.decode(content.bytes()).timestamp();
            }
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted commit object " + entry.commit() + ": " + e.getMessage(), e);
        }
        throw new KeelsonException("Metadata not found for commit '" + entry.commit() + "'");
    }

    private static long bigEndian(@Nullable Variant value) {
        return value == null ? 0 : Long.reverseBytes(value.asLong());
    }

    private static Found found(Offer offer, Collection<CollectionRef> wanted, Map<CollectionRef, Digest> newest) {
        SortedMap<CollectionRef, Optional<Digest>> refs = new TreeMap<>();
        for (CollectionRef ref : wanted) {
            Summary.Entry entry = offer.refs().get(ref);
            refs.put(
                    ref,
                    Optional.ofNullable(entry)
                            .map(Summary.Entry::commit)
                            .filter(commit -> commit.equals(newest.get(ref))));
        }
        return new Found(offer.remote(), offer.lastModified(), refs);
    }
}
