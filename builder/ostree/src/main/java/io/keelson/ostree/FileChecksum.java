package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;

/// Computes checksums of file objects from what they contain.
final class FileChecksum {
    private FileChecksum() {}

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
