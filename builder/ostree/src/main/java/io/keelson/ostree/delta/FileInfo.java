package io.keelson.ostree.delta;

import io.keelson.ostree.FileHeader;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;

/// What is known about a file object without reading its content.
///
/// @param size of the content, uncompressed
record FileInfo(Digest checksum, FileHeader header, long size) {
    static FileInfo of(Repository repo, Digest checksum) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            return new FileInfo(checksum, file.header(), file.size());
        }
    }

    /// Everybody may read it, so every receiver of a delta can use it as a source.
    boolean isWorldReadable() {
        return (header.mode() & 04) != 0;
    }
}
