package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Reads a directory on disk. Directories are walked by one thread, files read by several.
record DirImport(Transaction transaction, CommitFilter filter, CommitFilter.Met met, Work work) {
    private static final int SMALL = 1 << 20;

    void into(MutableTree root, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new KeelsonException("opendir(" + directory + "): No such file or directory");
        }
        directory(root, directory.toRealPath(), "/");
    }

    private void directory(MutableTree tree, Path path, String name) throws IOException {
        Inode inode = Inode.of(path);
        DirMeta meta = new DirMeta(inode.uid(), inode.gid(), inode.mode(), xattrs(path));
        tree.setMeta(filter.apply(name, meta));
        met.path(name);
        for (Path entry : Durable.list(path)) {
            String child = fileName(entry);
            String childName = name.equals("/") ? "/" + child : name + "/" + child;
            if (filter.skipped().contains(childName)) {
                met.skipped(childName);
            } else {
                entry(tree, entry, child, childName);
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
        work.submit(() -> tree.putFile(name, file(path, inode, fullName)));
    }

    private Digest file(Path path, Inode inode, String name) throws IOException {
        String target = inode.isSymlink() ? Files.readSymbolicLink(path).toString() : "";
        FileHeader header =
                filter.apply(name, new FileHeader(inode.uid(), inode.gid(), inode.mode(), target, xattrs(path)));
        if (header.isSymlink()) {
            return transaction.writeFile(header, new byte[0]);
        }
        if (inode.size() > SMALL) {
            // Hashing is much cheaper than compressing what the repository may already have.
            Digest known = hash(path, header);
            if (transaction.hasFile(known)) {
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
