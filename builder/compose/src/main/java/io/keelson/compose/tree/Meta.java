package io.keelson.compose.tree;

import io.keelson.ostree.Xattrs;

/// Owner, permissions and extended attributes of an entry.
///
/// @param mode permission bits with setuid, setgid and sticky: within 07777, no file type
public record Meta(int uid, int gid, int mode, Xattrs xattrs) {
    /// A root-owned directory that everybody may read.
    public static final Meta DIRECTORY = root(0755);

    /// A root-owned file that everybody may read.
    public static final Meta FILE = root(0644);

    /// A root-owned program.
    public static final Meta PROGRAM = root(0755);

    /// What every symbolic link has.
    public static final Meta LINK = root(0777);

    public Meta {
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode 0" + Integer.toOctalString(mode) + " is more than permissions");
        }
    }

    /// Owned by root, without attributes.
    public static Meta root(int mode) {
        return new Meta(0, 0, mode, Xattrs.EMPTY);
    }

    /// The same with other permissions.
    public Meta withMode(int newMode) {
        return new Meta(uid, gid, newMode, xattrs);
    }

    /// The same with other attributes.
    public Meta withXattrs(Xattrs newXattrs) {
        return new Meta(uid, gid, mode, newXattrs);
    }
}
