package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a commit out of trees.
public final class Committer {
    private final Repository repo;
    private final CommitFilter filter;
    private ImportOptions options = ImportOptions.DEFAULT;
    private boolean sizes;
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
    /// @param cacheHits files that were not read, being hard links to objects that are known
    public record Result(Digest commit, Stats stats, long cacheHits) {}

    /// How directories on disk are read.
    public void setImportOptions(ImportOptions wanted) {
        this.options = wanted;
    }

    /// Whether the commit lists the sizes of its objects. Only archives can.
    public void setSizes(boolean wanted) {
        this.sizes = wanted;
    }

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
                TreeBuilder tree = new TreeBuilder(repo, transaction, filter, options)) {
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
                return new Result(parent, new Stats(0, 0, 0, 0, 0), 0);
            }
            Map<String, Variant> metadata = metadata(request, root, tree, transaction);
            byte[] object = encode(request, root, metadata);
            Digest commit = transaction.writeMetadata(ObjectType.COMMIT, object);
            if (beside != null) {
                transaction.setDetached(
                        commit, Variant.dictionary(beside.of(object)).encode());
            }
            if (request.branch() != null) {
                transaction.setRef(request.branch(), commit);
            }
            Result result = new Result(commit, transaction.commit(), tree.hits());
            tree.consume();
            return result;
        }
    }

    private Map<String, Variant> metadata(
            CommitRequest request, DirTree.Sub root, TreeBuilder tree, Transaction transaction) throws IOException {
        String kernel = request.bootable() ? kernel(tree.root()) : null;
        Map<String, Variant> metadata = new LinkedHashMap<>(request.fullMetadata(kernel, repo.collectionId()));
        if (sizes && repo.mode() == Mode.ARCHIVE) {
            metadata.put(CommitSizes.KEY, CommitSizes.measure(repo, transaction, root));
        }
        return metadata;
    }

    private boolean hasTree(Digest commit, DirTree.Sub root) throws IOException {
        Commit existing = repo.readCommit(commit);
        return existing.rootTree().equals(root.tree()) && existing.rootMeta().equals(root.meta());
    }

    private static byte[] encode(CommitRequest request, DirTree.Sub root, Map<String, Variant> metadata) {
        return new Commit(
                        metadata,
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
                .orElseThrow(() -> new KeelsonException("Opening usr/lib/modules: No such file or directory"));
        List<String> kernels = modules.directories().entrySet().stream()
                .filter(entry -> entry.getValue().file("vmlinuz") != null)
                .map(Map.Entry::getKey)
                .toList();
        return switch (kernels.size()) {
            case 1 -> kernels.getFirst();
            case 0 -> throw new KeelsonException("No kernel found in /usr/lib/modules");
            default -> throw new KeelsonException("Multiple kernels found in /usr/lib/modules");
        };
    }
}
