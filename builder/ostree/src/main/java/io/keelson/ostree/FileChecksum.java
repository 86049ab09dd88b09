package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Computes checksums of objects from what they contain.
public final class FileChecksum {
    private FileChecksum() {}

    /// The checksum of the object that a file, symbolic link or directory on disk would become. That of a
    /// directory is only over its owner, mode and attributes.
    public static Digest of(Path path, boolean withoutXattrs) throws IOException {
        Inode inode = Inode.of(path);
        if (inode.isDirectory()) {
            Xattrs xattrs = withoutXattrs ? Xattrs.EMPTY : Xattrs.of(Posix.getXattrs(path));
            return Digest.of(new DirMeta(inode.uid(), inode.gid(), inode.mode(), xattrs).encode());
        }
        if (!inode.isRegular() && !inode.isSymlink()) {
            throw new KeelsonException("Not a regular file or symlink: " + path);
        }
        try (FileObject file = new BareContent(withoutXattrs).open(path)) {
            return of(file);
        }
    }

    /// Reads the content.
    ///
    /// @throws EOFException when there is less of it than the object says
    static Digest of(FileObject file) throws IOException {
        MessageDigest digest = file.header().begin();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int n = file.content().read(buffer); n >= 0; n = file.content().read(buffer)) {
            digest.update(buffer, 0, n);
            size += n;
        }
        if (size != file.size()) {
            throw new EOFException("content has " + size + " bytes, not " + file.size());
        }
        return Digest.of(digest);
    }
}
