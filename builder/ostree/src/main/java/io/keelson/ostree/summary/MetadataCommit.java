package io.keelson.ostree.summary;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Commit;
import io.keelson.ostree.Committer;
import io.keelson.ostree.DirMeta;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.ostree.Xattrs;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The commit on which a repository with a collection id carries what its summary says besides the
/// refs. Its tree is empty; mirrors pass it on with its signatures, as they do with any commit.
public final class MetadataCommit {
    /// The ref that points at the newest one.
    public static final String REF = "ostree-metadata";

    private MetadataCommit() {}

    /// Commits `metadata`, with bindings, unless the repository has no collection id.
    ///
    /// @return the commit, if there is one
    public static Optional<Digest> write(Repository repo, Map<String, Variant> metadata) throws IOException {
        return write(repo, metadata, commit -> Map.of());
    }

    /// Commits `metadata` with detached metadata, such as signatures. When that fails, nothing has happened.
    ///
    /// @return the commit, if there is one
    public static Optional<Digest> write(Repository repo, Map<String, Variant> metadata, Committer.Beside beside)
            throws IOException {
        String collection = repo.collectionId();
        if (collection == null) {
            return Optional.empty();
        }
        Map<String, Variant> bound = new LinkedHashMap<>(metadata);
        bound.put("ostree.ref-binding", Variant.strings(List.of(REF)));
        bound.put("ostree.collection-binding", Variant.of(collection));
        try (Transaction transaction = repo.begin()) {
            Digest meta = transaction.writeMetadata(
                    ObjectType.DIRMETA, DirMeta.of(0, 0, 0755, Xattrs.EMPTY).encode());
            Digest tree = transaction.writeMetadata(
                    ObjectType.DIRTREE, DirTree.of(Map.of(), Map.of()).encode());
            Digest parent = repo.refs().find(REF).orElse(null);
            Commit commit = new Commit(bound, parent, "", "", Instant.now().getEpochSecond(), tree, meta);
            byte[] object = commit.encode();
            Digest checksum = transaction.writeMetadata(ObjectType.COMMIT, object);
            Map<String, Variant> said = beside.of(object);
            if (!said.isEmpty()) {
                transaction.setDetached(checksum, Variant.dictionary(said).encode());
            }
            transaction.setRef(new CollectionRef(collection, REF), checksum);
            transaction.commit();
            return Optional.of(checksum);
        }
    }
}
