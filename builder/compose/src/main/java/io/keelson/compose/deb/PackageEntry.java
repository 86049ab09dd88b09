package io.keelson.compose.deb;

import io.keelson.compose.tree.Entry;
import io.keelson.release.Digest;
import org.jspecify.annotations.Nullable;

/// One member of a package.
///
/// @param path as the package has it, without a leading slash
/// @param entry what it is; a directory has no children here
/// @param stored where the content of a file is; null for everything else
record PackageEntry(String path, Entry entry, @Nullable Stored stored) {
    /// A content in the cache.
    ///
    /// @param number the name of the file in the package's directory
    /// @param object the checksum of the OSTree object with this content and the package's metadata
    record Stored(int number, Digest object) {}

    /// The object of a file, or null for everything else.
    @Nullable
    Digest object() {
        return stored == null ? null : stored.object();
    }
}
