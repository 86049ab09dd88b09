package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The refs that belong to collections: our own when the repository has a collection id, those of
/// remotes that have one, and mirrored ones.
public final class CollectionRefs {
    private final Repository repo;
    private final Path root;

    /// Which of them are meant.
    public enum Scope {
        /// Our own and the mirrored ones.
        WITHOUT_REMOTES,
        /// These, and those that came from remotes.
        ALL
    }

    CollectionRefs(Repository repo) {
        this.repo = repo;
        this.root = repo.path().resolve("refs");
    }

    /// All of them.
    public SortedMap<CollectionRef, Digest> list() throws IOException {
        return list(Scope.ALL);
    }

    /// Those that are meant. Where two places know the same one, the remote's word counts least.
    public SortedMap<CollectionRef, Digest> list(Scope scope) throws IOException {
        SortedMap<CollectionRef, Digest> all = new TreeMap<>();
        if (scope == Scope.ALL) {
            for (Path remote : Durable.list(root.resolve("remotes"))) {
                Optional<String> id = collectionOf(remote.getFileName().toString());
                if (id.isPresent()) {
                    add(all, id.get(), remote);
                }
            }
        }
        for (Path mirror : Durable.list(root.resolve("mirrors"))) {
            String id = mirror.getFileName().toString();
            if (CollectionRef.isCollection(id)) {
                add(all, id, mirror);
            }
        }
        String own = repo.collectionId();
        if (own != null) {
            add(all, own, root.resolve("heads"));
        }
        return all;
    }

    private Optional<String> collectionOf(String remote) {
        return repo.config().get("remote \"" + remote + "\"", "collection-id").filter(CollectionRef::isCollection);
    }

    private static void add(SortedMap<CollectionRef, Digest> all, String id, Path base) throws IOException {
        if (!Files.isDirectory(base)) {
            return;
        }
        SortedMap<String, Path> files = new TreeMap<>();
        Refs.collect(base, "", files);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Optional<Digest> commit = Refs.read(file.getValue());
            if (commit.isPresent()) {
                all.put(new CollectionRef(id, file.getKey()), commit.get());
            }
        }
    }

    /// The commit of a ref, here or in the parent repository.
    public Optional<Digest> find(CollectionRef ref) throws IOException {
        Digest here = list(Scope.ALL).get(ref);
        Repository parent = repo.parent();
        return here != null || parent == null
                ? Optional.ofNullable(here)
                : parent.collectionRefs().find(ref);
    }

    /// Points a ref at a commit: one of our own collection lies with our refs, others are mirrored.
    ///
    /// @throws io.keelson.release.KeelsonException when it conflicts with another: `a` and `a/b`
    public void set(CollectionRef ref, Digest commit) throws IOException {
        repo.refs().write(base(ref), ref.name(), commit, repo.fsync());
        repo.refs().changed();
    }

    /// Removes a ref; that it does not exist is no failure. A remote's ref is not removed.
    public void delete(CollectionRef ref) throws IOException {
        repo.refs().remove(base(ref), ref.name());
    }

    Path base(CollectionRef ref) {
        return ref.collection().equals(repo.collectionId())
                ? root.resolve("heads")
                : root.resolve("mirrors").resolve(ref.collection());
    }
}
