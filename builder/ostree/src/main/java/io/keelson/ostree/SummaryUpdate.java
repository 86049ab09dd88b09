package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the summary anew. Signatures of the old one go, for they are not those of the new one.
final class SummaryUpdate {
    /// Seconds after which GLib, and so libostree, knows no date: the year 9999 ends.
    private static final long END_OF_TIME = 253402300799L;

    private final Repository repo;

    SummaryUpdate(Repository repo) {
        this.repo = repo;
    }

    void run(Map<String, Variant> additional, Summary.Signatures signatures) throws IOException {
        try (RepoLock _ = RepoLock.take(repo, false)) {
            SortedMap<String, SortedMap<String, Summary.Entry>> collections = collections();
            SortedMap<String, Summary.Entry> own = own(collections);
            Map<String, Variant> metadata = metadata(additional, collections);
            repo.deltas().reindex(null);
            byte[] summary = new Summary(own, metadata).encode();
            put(summary, signatures.of(summary));
        }
    }

    /// Nothing is changed before all that can fail is done.
    private void put(byte[] summary, Map<String, Variant> signatures) throws IOException {
        Path beside = repo.path().resolve("summary.sig");
        Durable.replace(repo.path().resolve("summary"), summary, repo.fsync());
        if (signatures.isEmpty()) {
            Files.deleteIfExists(beside);
        } else {
            Durable.replace(beside, Variant.dictionary(signatures).encode(), repo.fsync());
        }
    }

    /// Takes our own refs out of `collections` when they belong to one.
    private SortedMap<String, Summary.Entry> own(SortedMap<String, SortedMap<String, Summary.Entry>> collections)
            throws IOException {
        String id = repo.collectionId();
        if (id != null) {
            SortedMap<String, Summary.Entry> own = collections.remove(id);
            return own == null ? new TreeMap<>() : own;
        }
        SortedMap<String, Summary.Entry> own = new TreeMap<>(Names.BYTE_ORDER);
        for (Map.Entry<String, Digest> ref : repo.refs().list().entrySet()) {
            if (ref.getKey().indexOf(':') < 0) {
                own.put(ref.getKey(), entry(ref.getValue()));
            }
        }
        return own;
    }

    private SortedMap<String, SortedMap<String, Summary.Entry>> collections() throws IOException {
        SortedMap<String, SortedMap<String, Summary.Entry>> all = new TreeMap<>(Names.BYTE_ORDER);
        for (Map.Entry<CollectionRef, Digest> ref :
                repo.collectionRefs().list(CollectionRefs.Scope.ALL).entrySet()) {
            all.computeIfAbsent(ref.getKey().collection(), id -> new TreeMap<>(Names.BYTE_ORDER))
                    .put(ref.getKey().name(), entry(ref.getValue()));
        }
        return all;
    }

    private Summary.Entry entry(Digest checksum) throws IOException {
        byte[] object = repo.readMetadata(new ObjectName(ObjectType.COMMIT, checksum));
        Commit commit = repo.readCommit(checksum);
        Map<String, Variant> metadata = new LinkedHashMap<>();
        if (commit.timestamp() >= 0 && commit.timestamp() <= END_OF_TIME) {
            metadata.put("ostree.commit.timestamp", Variant.swapped(commit.timestamp()));
        }
        if (commit.metadata().get("version") instanceof Variant.Text version) {
            metadata.put("ostree.commit.version", Variant.of(version.value()));
        }
        return new Summary.Entry(object.length, checksum, metadata);
    }

    private Map<String, Variant> metadata(
            Map<String, Variant> additional, SortedMap<String, SortedMap<String, Summary.Entry>> collections)
            throws IOException {
        Config config = repo.config();
        Map<String, Variant> metadata = new LinkedHashMap<>(additional);
        NavigableSet<DeltaName> deltas = repo.deltas().list();
        if (!deltas.isEmpty() && !config.getBoolean("core", "no-deltas-in-summary", false)) {
            metadata.put(Deltas.KEY, repo.deltas().digests(deltas));
        }
        metadata.put(
                "ostree.summary.last-modified", Variant.swapped(Instant.now().getEpochSecond()));
        metadata.put(
                "ostree.summary.mode", Variant.of(config.get("core", "mode").orElse("bare")));
        metadata.put(
                "ostree.summary.tombstone-commits", Variant.of(config.getBoolean("core", "tombstone-commits", false)));
        metadata.put("ostree.summary.indexed-deltas", Variant.of(true));
        String id = repo.collectionId();
        if (id != null) {
            metadata.put(Summary.COLLECTION_ID, Variant.of(id));
        }
        if (!collections.isEmpty()) {
            metadata.put(Summary.COLLECTION_MAP, Summary.map(collections));
        }
        return metadata;
    }
}
