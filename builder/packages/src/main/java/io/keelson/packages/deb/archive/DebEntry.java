package io.keelson.packages.deb.archive;

import java.nio.ByteBuffer;
import java.util.SortedMap;

/// One member of a package's file system part.
///
/// @param path relative to the root without a leading `./`; the root directory itself is empty
/// @param mode the permission bits with set-uid, set-gid and sticky: 0 to 07777
/// @param uid the numeric owner; `user` is the name that goes with it, empty when there is none
/// @param gid the numeric group; `group` is the name that goes with it, empty when there is none
/// @param mtime seconds since 1970
/// @param xattrs extended attributes by full name (`security.capability`); read-only values
public record DebEntry(
        String path,
        Node node,
        int mode,
        int uid,
        int gid,
        String user,
        String group,
        long mtime,
        SortedMap<String, ByteBuffer> xattrs) {

    /// What a member is.
    public sealed interface Node {}

    /// A directory.
    public record Directory() implements Node {}

    /// A regular file of `size` bytes.
    public record RegularFile(long size) implements Node {}

    /// A symbolic link with its target as written, which may be absolute.
    public record Symlink(String target) implements Node {}

    /// Another name for an earlier member, whose normalised path this is.
    public record HardLink(String target) implements Node {}

    /// A device node.
    public record Device(boolean block, int major, int minor) implements Node {}

    /// A named pipe.
    public record Fifo() implements Node {}
}
