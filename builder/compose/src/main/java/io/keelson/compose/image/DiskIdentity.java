package io.keelson.compose.image;

import java.util.UUID;

/// What a disk is known by, inside and out: all of it follows from the commit.
///
/// @param commit its checksum
/// @param time seconds since 1970 that stand for the time of the build
record DiskIdentity(String commit, long time) {
    /// The identity of a part: `root`, `boot`, `disk` ...
    UUID uuid(String part) {
        return Ext4.uuidFor(part, commit);
    }

    /// The serial number of a FAT file system, as eight hexadecimal digits.
    String serial() {
        return commit.substring(0, 8);
    }
}
