package io.keelson.ostree;

import io.keelson.ostree.ArchiveEntry.Kind;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a tar or cpio archive as a stream; small files are hashed and compressed by other threads meanwhile.
final class ArchiveImport {
    /// Contents up to this size are handed to other threads. As few of them wait, this bounds memory.
    private static final int SMALL = 1 << 18;

    private final Transaction transaction;
    private final CommitFilter filter;
    private final CommitFilter.Met met;
    private final Work work;
    private final TreeSource.Tar source;
    private final MutableTree root;
    private final ArchiveLinks links;
    private final Set<String> seen = new HashSet<>();

    ArchiveImport(
            Transaction transaction,
            CommitFilter filter,
            CommitFilter.Met met,
            Work work,
            TreeSource.Tar source,
            MutableTree root) {
        this.transaction = transaction;
        this.filter = filter;
        this.met = met;
        this.work = work;
        this.source = source;
        this.root = root;
        this.links = new ArchiveLinks(root, source);
    }

    void run() throws IOException {
        try (ArchiveReader archive = ArchiveReader.open(open())) {
            for (ArchiveEntry entry = archive.next(); entry != null; entry = archive.next()) {
                entry(archive, entry);
            }
            settle();
        } catch (IOException e) {
            throw new KeelsonException("Reading " + source.path() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            // What the libraries throw at archives that are none.
            throw new KeelsonException("Reading " + source.path() + ": malformed archive: " + e.getMessage(), e);
        }
        if (source.makeParents() && !root.hasMeta()) {
            root.setMeta(filter.apply("/", DirMeta.of(0, 0, 0755, Xattrs.EMPTY)));
        }
    }

    private InputStream open() throws IOException {
        return source.path().toString().equals("-") ? System.in : Files.newInputStream(source.path());
    }

    /// Waits until every file read so far is in the tree, then resolves the links to them.
    private void settle() throws IOException {
        work.await();
        links.resolve();
    }

    private void entry(ArchiveReader archive, ArchiveEntry entry) throws IOException {
        List<String> parts = source.parts(entry.name());
        String path = "/" + String.join("/", parts);
        if (skips(path)) {
            return;
        }
        if (!seen.add(path)) {
            settle(); // what comes later wins, whatever the other threads do
        }
        met.path(path);
        if (entry.kind() == Kind.DIRECTORY) {
            directory(parts, path, entry);
        } else {
            file(archive, parts, path, entry);
        }
    }

    private boolean skips(String path) {
        for (String skip : filter.skipped()) {
            if (path.equals(skip) || path.startsWith(skip + "/")) {
                met.skipped(skip);
                return true;
            }
        }
        return false;
    }

    private void directory(List<String> parts, String path, ArchiveEntry entry) {
        MutableTree tree = parts.isEmpty() ? root : parent(parts, path, entry).directory(parts.getLast());
        tree.setMeta(filter.apply(path, without(entry).directory()));
    }

    private ArchiveEntry without(ArchiveEntry entry) {
        return entry.xattrs().isEmpty() || !filter.dropsXattrs()
                ? entry
                : new ArchiveEntry(
                        entry.name(),
                        entry.kind(),
                        entry.uid(),
                        entry.gid(),
                        entry.mode(),
                        entry.target(),
                        entry.size(),
                        Xattrs.EMPTY,
                        entry.inode());
    }

    private void file(ArchiveReader archive, List<String> parts, String path, ArchiveEntry entry) throws IOException {
        if (parts.isEmpty()) {
            throw new KeelsonException(source.path() + ": the root is not a directory");
        }
        MutableTree parent = parent(parts, path, entry);
        String name = parts.getLast();
        parent.expectFile(name);
        switch (entry.kind()) {
            case HARD_LINK -> links.add(parent, name, entry);
            case OTHER -> throw new KeelsonException("Unsupported file type for path \"" + entry.name() + "\"");
            default -> content(archive, parent, name, path, entry);
        }
    }

    private void content(ArchiveReader archive, MutableTree parent, String name, String path, ArchiveEntry entry)
            throws IOException {
        FileHeader header = filter.apply(path, entry.file());
        if (entry.size() > SMALL) {
            put(parent, name, entry, transaction.writeFile(header, archive.content(), entry.size()));
            return;
        }
        byte[] bytes = header.isSymlink() ? new byte[0] : Streams.readExactly(archive.content(), (int) entry.size());
        work.submit(() -> put(parent, name, entry, transaction.writeFile(header, bytes)));
    }

    private void put(MutableTree parent, String name, ArchiveEntry entry, Digest checksum) {
        parent.putFile(name, checksum);
        links.put(parent, name, entry, checksum);
    }

    private MutableTree parent(List<String> parts, String path, ArchiveEntry entry) {
        MutableTree at = root;
        makeMeta(at, "/", entry);
        String name = "";
        for (String part : parts.subList(0, parts.size() - 1)) {
            if (!source.makeParents() && at.existing(part) == null) {
                throw new KeelsonException(
                                source.path() + ": No such file or directory: " + part + " (parent of " + path + ")")
                        .withHint("use --tar-autocreate-parents");
            }
            at = at.directory(part);
            name += "/" + part;
            makeMeta(at, name, entry);
        }
        return at;
    }

    /// A directory that is not in the archive belongs to whom what is in it belongs.
    private void makeMeta(MutableTree tree, String path, ArchiveEntry entry) {
        if (source.makeParents() && !tree.hasMeta()) {
            int uid = filter.apply(path, entry.directory()).uid();
            int gid = filter.apply(path, entry.directory()).gid();
            tree.setMeta(DirMeta.of(uid, gid, 0755, Xattrs.EMPTY));
        }
    }
}
