package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Puts the tree of a commit together out of sources, each laid over those before it, and writes
/// its objects with several threads. Used once.
public final class TreeBuilder implements AutoCloseable {
    private final Repository repo;
    private final Transaction transaction;
    private final CommitFilter filter;
    private final CommitFilter.Met met;
    private final Work work = new Work();
    private final MutableTree root = new MutableTree();
    private final ImportOptions options;
    private final ObjectInodes objects;
    private final Consumed consumed = new Consumed();

    /// @param filter applied to every source but [#base]
    public TreeBuilder(Repository repo, Transaction transaction, CommitFilter filter) {
        this(repo, transaction, filter, ImportOptions.DEFAULT);
    }

    /// @param filter applied to every source but [#base]
    /// @param options how directories are read
    public TreeBuilder(Repository repo, Transaction transaction, CommitFilter filter, ImportOptions options) {
        this.options = options;
        this.objects = new ObjectInodes(repo);
        this.repo = repo;
        this.transaction = transaction;
        this.filter = repo.mode() == Mode.BARE_USER_ONLY ? filter.canonicalized() : filter;
        this.met = new CommitFilter.Met(filter);
    }

    /// Begins with the tree of a commit as it is.
    public void base(Digest commit) throws IOException {
        new CommittedImport(repo, transaction, CommitFilter.NONE, met, work).into(root, commit);
    }

    /// Lays a source over what is there.
    public void add(TreeSource source) throws IOException {
        switch (source) {
            case TreeSource.Dir dir ->
                new DirImport(transaction, filter, met, work, options, objects, consumed).into(root, dir.path());
            case TreeSource.Committed committed ->
                new CommittedImport(repo, transaction, filter, met, work).into(root, committed.commit());
            case TreeSource.Tar tar -> new ArchiveImport(transaction, filter, met, work, tar, root).run();
        }
        work.await();
    }

    /// Removes what was read from disk, if the options say so; to be called when the commit is there.
    public void consume() throws IOException {
        consumed.delete();
    }

    /// Files that were not read, being hard links to objects that are known.
    public long hits() {
        return objects.hits();
    }

    /// Whether a directory exists, and a way to look into it.
    MutableTree root() {
        return root;
    }

    /// Writes the directories.
    ///
    /// @throws KeelsonException when the filter names paths that do not exist
    public DirTree.Sub write() throws IOException {
        work.await();
        expectAllMet("statoverride", met.unmetModes());
        expectAllMet("skip-list", met.unmetSkips());
        if (!root.hasMeta()) {
            throw new KeelsonException("Can't commit an empty tree");
        }
        return root.write(transaction);
    }

    private static void expectAllMet(String what, Set<String> unmet) {
        if (!unmet.isEmpty()) {
            throw new KeelsonException(
                    "Unmatched " + what + " paths: " + String.join(", ", List.copyOf(new TreeSet<>(unmet))));
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
