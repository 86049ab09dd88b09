package io.keelson.ostree;

/// A file in a tar or cpio archive.
///
/// @param name as the archive has it
/// @param mode permissions; which kind of file it is, says `kind`
/// @param target of a symbolic or hard link, else empty
/// @param size bytes of the content of a regular file
/// @param inode what other names of the same file share, when the content comes with any of them; else empty
record ArchiveEntry(
        String name, Kind kind, int uid, int gid, int mode, String target, long size, Xattrs xattrs, String inode) {
    /// What it is.
    enum Kind {
        DIRECTORY,
        REGULAR,
        SYMLINK,
        /// Another name for what came before, or comes later.
        HARD_LINK,
        /// What no commit can hold: devices, pipes.
        OTHER
    }

    DirMeta directory() {
        return DirMeta.of(uid, gid, mode, xattrs);
    }

    FileHeader file() {
        return kind == Kind.SYMLINK
                ? FileHeader.symlink(uid, gid, target, xattrs)
                : FileHeader.regular(uid, gid, mode, xattrs);
    }
}
