package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a commit out of trees.
public final class Committer {
    private final Repository repo;
    private final CommitFilter filter;
    private boolean fsync;
    private @Nullable Beside beside;

    /// @param filter what is changed on the way
    public Committer(Repository repo, CommitFilter filter) {
        this.repo = repo;
        this.filter = filter;
        this.fsync = repo.fsync();
    }

    /// What came of it.
    ///
    /// @param commit the new commit, or the parent when nothing was to be done
    public record Result(Digest commit, Stats stats) {}

    /// Says what is to be detached metadata of a new commit.
    public interface Beside {
        /// The metadata for the commit with these bytes, which are not in the repository yet.
        Map<String, Variant> of(byte[] commit) throws IOException;
    }

    /// Asks this for detached metadata, as signatures, before the commit appears; when that fails, nothing
    /// has happened.
    public void setBeside(Beside source) {
        this.beside = source;
    }

    /// Whether to wait for the disk, instead of what the configuration says.
    public void setFsync(boolean wanted) {
        this.fsync = wanted;
    }

    /// Lays the sources over each other and commits the result. When this fails, nothing has happened.
    ///
    /// @param base a commit to begin with, whose tree is not filtered; or null
    public Result commit(@Nullable Digest base, List<TreeSource> sources, CommitRequest request) throws IOException {
        try (Transaction transaction = repo.begin();
                TreeBuilder tree = new TreeBuilder(repo, transaction, filter)) {
            transaction.setFsync(fsync);
            if (base != null) {
                tree.base(base);
            }
            for (TreeSource source : sources) {
                tree.add(source);
            }
            DirTree.Sub root = tree.write();
            Digest parent = request.parent();
            if (request.skipIfUnchanged() && parent != null && hasTree(parent, root)) {
                return new Result(parent, new Stats(0, 0, 0, 0, 0));
            }
            String kernel = request.bootable() ? kernel(tree.root()) : null;
            byte[] object = encode(request, root, kernel);
            Digest commit = transaction.writeMetadata(ObjectType.COMMIT, object);
            if (beside != null) {
                transaction.setDetached(
                        commit, Variant.dictionary(beside.of(object)).encode());
            }
            if (request.branch() != null) {
                transaction.setRef(request.branch(), commit);
            }
            return new Result(commit, transaction.commit());
        }
    }

    private boolean hasTree(Digest commit, DirTree.Sub root) throws IOException {
        Commit existing = repo.readCommit(commit);
        return existing.rootTree().equals(root.tree()) && existing.rootMeta().equals(root.meta());
    }

    private byte[] encode(CommitRequest request, DirTree.Sub root, @Nullable String kernel) {
        String collection = repo.config()
                .get("core", "collection-id")
                .filter(id -> !id.isEmpty())
                .orElse(null);
        return new Commit(
                        request.fullMetadata(kernel, collection),
                        request.parent(),
                        request.subject(),
                        request.body(),
                        request.timestamp(),
                        root.tree(),
                        root.meta())
                .encode();
    }

    /// The release of the one kernel in the tree.
    private static String kernel(MutableTree root) {
        MutableTree modules = Optional.ofNullable(root.existing("usr"))
                .map(usr -> usr.existing("lib"))
                .map(lib -> lib.existing("modules"))
                .orElse(new MutableTree());
        List<String> kernels = modules.directories().entrySet().stream()
                .filter(entry -> entry.getValue().file("vmlinuz") != null)
                .map(Map.Entry::getKey)
                .toList();
        return switch (kernels.size()) {
            case 1 -> kernels.getFirst();
            case 0 -> throw new KeelsonException("--bootable: No kernel found in usr/lib/modules");
            default -> throw new KeelsonException("--bootable: Multiple kernels in usr/lib/modules: " + kernels);
        };
    }
}
