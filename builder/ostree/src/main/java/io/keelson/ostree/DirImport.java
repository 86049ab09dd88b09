package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Reads a directory on disk. Directories are walked by one thread, files read by several.
record DirImport(
        Transaction transaction,
        CommitFilter filter,
        CommitFilter.Met met,
        Work work,
        ImportOptions options,
        ObjectInodes objects,
        Consumed consumed) {
    private static final int SMALL = 1 << 20;

    void into(MutableTree root, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new KeelsonException("opendir(" + directory + "): No such file or directory");
        }
        directory(root, directory.toRealPath(), "/");
    }

    private void directory(MutableTree tree, Path path, String name) throws IOException {
        consume(path);
        Inode inode = Inode.of(path);
        DirMeta meta = new DirMeta(inode.uid(), inode.gid(), inode.mode(), xattrs(path));
        tree.setMeta(filter.apply(name, meta));
        met.path(name);
        for (Path entry : Durable.list(path)) {
            String child = fileName(entry);
            String childName = name.equals("/") ? "/" + child : name + "/" + child;
            if (filter.skipped().contains(childName)) {
                met.skipped(childName);
                consumeAll(entry);
            } else if (!transaction.isStaging(entry)) {
                entry(tree, entry, child, childName);
            }
        }
    }

    private void consume(Path path) {
        if (options.consume()) {
            consumed.add(path);
        }
    }

    /// What the filter leaves out is consumed all the same.
    private void consumeAll(Path path) throws IOException {
        consume(path);
        if (options.consume() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : Durable.list(path)) {
                consumeAll(entry);
            }
        }
    }

    private void entry(MutableTree tree, Path path, String name, String fullName) throws IOException {
        Inode inode = Inode.of(path);
        if (inode.isDirectory() && transaction.isStaging(path, name)) {
            return; // the repository is in the tree, and this changes while we read it
        }
        if (inode.isDirectory()) {
            directory(tree.directory(name), path, fullName);
            return;
        }
        if (!inode.isRegular() && !inode.isSymlink()) {
            throw new KeelsonException("Not a regular file or symlink: " + path);
        }
        tree.expectFile(name);
        met.path(fullName);
        consume(path);
        work.submit(() -> tree.putFile(name, file(path, inode, fullName)));
    }

    private Digest file(Path path, Inode inode, String name) throws IOException {
        Digest known = options.links() == ImportOptions.Links.READ ? null : objects.find(inode);
        if (known == null) {
            return file(path, inode, name, onDisk(path, inode));
        }
        FileHeader object = header(known);
        boolean unchanged = options.links() == ImportOptions.Links.CANONICAL
                || filter.apply(name, object).equals(object);
        if (unchanged) {
            objects.hit();
            return known;
        }
        return file(path, inode, name, object);
    }

    private FileHeader header(Digest object) throws IOException {
        try (FileObject file = transaction.repository().readFile(object)) {
            return file.header();
        }
    }

    /// Whether a file on disk that looks like `found` could itself become the object.
    private boolean canAdopt(FileHeader wanted, FileHeader found) {
        return switch (transaction.repository().mode()) {
            case BARE -> wanted.equals(found);
            case BARE_USER_ONLY -> wanted.mode() == found.mode();
            case ARCHIVE, BARE_USER, BARE_SPLIT_XATTRS -> false;
        };
    }

    private FileHeader onDisk(Path path, Inode inode) throws IOException {
        String target = inode.isSymlink() ? Files.readSymbolicLink(path).toString() : "";
        return new FileHeader(inode.uid(), inode.gid(), inode.mode(), target, xattrs(path));
    }

    private Digest file(Path path, Inode inode, String name, FileHeader found) throws IOException {
        FileHeader header = filter.apply(name, found);
        if (header.isSymlink()) {
            return transaction.writeFile(header, new byte[0]);
        }
        boolean adopted = options.consume() && canAdopt(header, found);
        if (adopted || inode.size() > SMALL) {
            // Hashing is much cheaper than compressing what the repository may already have.
            Digest known = hash(path, header);
            if (transaction.hasFile(known) || (adopted && transaction.adoptLink(known, path, inode.size()))) {
                return known;
            }
        }
        try (InputStream in = Files.newInputStream(path)) {
            return transaction.writeFile(header, in, inode.size());
        } catch (IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static Digest hash(Path path, FileHeader header) throws IOException {
        MessageDigest digest = header.begin();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Digest.of(digest);
    }

    private Xattrs xattrs(Path path) throws IOException {
        return filter.dropsXattrs() ? Xattrs.EMPTY : Xattrs.of(Posix.getXattrs(path));
    }

    /// The last name of a path. Java shows bytes that are not UTF-8 as U+FFFD, which a name may
    /// also contain rightly.
    private static String fileName(Path path) {
        Path last = requireNonNull(path.getFileName());
        String name = last.toString();
        if (name.indexOf('\uFFFD') >= 0) {
            String escaped = path.toUri().getRawPath();
            int real = (name.length() - name.replace("\uFFFD", "").length());
            if (escaped.split("%EF%BF%BD", -1).length - 1 < real) {
                throw new KeelsonException("Invalid UTF-8 in filename " + name);
            }
        }
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            return name;
        }
        return Utf8Names.expect(name);
    }
}
