package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whose a file is, and what is known of it beside its content.
///
/// @param mode permission bits with set-uid, set-gid and sticky; the type is added
/// @param mtime seconds since 1970
/// @param xattrs extended attributes by full name
public record Meta(int mode, int uid, int gid, long mtime, SortedMap<String, ByteBuffer> xattrs) {
    public Meta {
        xattrs = Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    /// What belongs to root and has no attributes.
    static Meta plain(int mode, long mtime) {
        return new Meta(mode, 0, 0, mtime, Collections.emptySortedMap());
    }
}
