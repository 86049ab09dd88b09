package io.keelson.compose.commit;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.ostree.DirMeta;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.FileHeader;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Transaction;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/// Writes the objects of a tree into a transaction. Files can be announced as soon as a package brings
/// them: they are then compressed in the background while scripts run, which is where most of the
/// time of a cold compose would go otherwise. What the final tree does not hold is left out again.
public final class ObjectWriter {
    private final Transaction transaction;
    private final Contents contents;
    private final Workers workers;
    private final Map<Entry.File, CompletableFuture<Digest>> files = new ConcurrentHashMap<>();
    private final Set<ObjectName> reachable = new HashSet<>();

    /// @param transaction outlives the workers
    public ObjectWriter(Transaction transaction, Contents contents, Workers workers) {
        this.transaction = transaction;
        this.contents = contents;
        this.workers = workers;
    }

    /// Begins to write a file whose object checksum is known. Returns at once.
    public void announce(Entry.File file, Digest object) {
        files.computeIfAbsent(file, _ -> workers.later(() -> write(file, object)));
    }

    /// Writes everything in `tree` that is not written yet.
    ///
    /// @return the root's directory tree and metadata
    public DirTree.Sub write(FileTree tree) {
        tree.walk((_, entry) -> {
            if (entry instanceof Entry.File file) {
                files.computeIfAbsent(file, _ -> workers.soon(() -> write(file)));
            }
        });
        DirTree.Sub root = writeDirectory(tree.root());
        transaction.keepOnly(reachable::contains);
        return root;
    }

    /// Writes the commit object itself.
    public Digest commit(byte[] commit) {
        return metadata(ObjectType.COMMIT, commit);
    }

    private DirTree.Sub writeDirectory(Entry.Dir dir) {
        Map<String, Digest> names = new TreeMap<>();
        Map<String, DirTree.Sub> subs = new TreeMap<>();
        dir.children().forEach((name, entry) -> {
            switch (entry) {
                case Entry.Dir sub -> subs.put(name, writeDirectory(sub));
                case Entry.File file -> names.put(name, reach(ObjectType.FILE, written(file)));
                case Entry.Link link -> names.put(name, reach(ObjectType.FILE, write(link)));
            }
        });
        Meta meta = dir.meta();
        byte[] dirMeta =
                DirMeta.of(meta.uid(), meta.gid(), meta.mode(), meta.xattrs()).encode();
        return new DirTree.Sub(
                metadata(ObjectType.DIRTREE, DirTree.of(names, subs).encode()), metadata(ObjectType.DIRMETA, dirMeta));
    }

    private Digest metadata(ObjectType type, byte[] bytes) {
        try {
            return reach(type, transaction.writeMetadata(type, bytes));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Digest reach(ObjectType type, Digest checksum) {
        reachable.add(new ObjectName(type, checksum));
        return checksum;
    }

    private Digest written(Entry.File file) {
        try {
            return Objects.requireNonNull(files.get(file)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Digest write(Entry.File file, Digest object) {
        Path path = contents.path(file.content());
        if (path == null) {
            return write(file);
        }
        try {
            transaction.writeFile(object, header(file.meta()), path, file.size());
            return object;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Digest write(Entry.File file) {
        try (InputStream in = contents.open(file.content())) {
            return transaction.writeFile(header(file.meta()), in, file.size());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Digest write(Entry.Link link) {
        Meta meta = link.meta();
        try {
            FileHeader header = FileHeader.symlink(meta.uid(), meta.gid(), link.target(), meta.xattrs());
            return transaction.writeFile(header, new byte[0]);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static FileHeader header(Meta meta) {
        return FileHeader.regular(meta.uid(), meta.gid(), meta.mode(), meta.xattrs());
    }

    private static RuntimeException failed(IOException e) {
        return new KeelsonException("cannot write to the repository: " + reason(e), e)
                .withHint("free space or choose another --repo; nothing of this compose is in it");
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException files && files.getReason() == null
                ? files.getFile() + " (" + e.getClass().getSimpleName() + ")"
                : String.valueOf(e.getMessage());
    }
}
