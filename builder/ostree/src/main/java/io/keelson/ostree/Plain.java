package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Steps towards an ordinary file or symbolic link. The order matters: changing the owner drops
/// setuid bits and capabilities, and a read-only file takes no attributes, so owner, attributes,
/// mode, times.
final class Plain {
    private Plain() {}

    static void create(Path target, FileHeader header, InputStream content, long size) throws IOException {
        if (header.isSymlink()) {
            Files.createSymbolicLink(target, Path.of(header.symlink()));
        } else {
            Streams.copyToNew(content, target, size);
        }
    }

    static void setXattrs(Path target, Xattrs xattrs) throws IOException {
        for (Xattr xattr : xattrs.entries()) {
            Posix.setXattr(target, xattr.name(), xattr.value());
        }
    }
}
