package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// How file objects lie on disk in one mode.
sealed interface ContentFormat
        permits ArchiveContent, BareContent, BareUserContent, BareUserOnlyContent, SplitXattrsContent {
    static ContentFormat of(Mode mode, Config config) {
        return switch (mode) {
            case ARCHIVE -> new ArchiveContent((int) config.getLong("archive", "zlib-level", 6));
            case BARE -> new BareContent(config.getBoolean("core", "disable-xattrs", false));
            case BARE_USER -> new BareUserContent();
            case BARE_USER_ONLY -> new BareUserOnlyContent();
            case BARE_SPLIT_XATTRS -> new SplitXattrsContent();
        };
    }

    /// Opens an object.
    ///
    /// @throws IllegalArgumentException when it is malformed
    FileObject open(Path object) throws IOException;

    /// The checksum that an object has in truth.
    ///
    /// @throws IllegalArgumentException when it is malformed
    default Digest checksum(Path object) throws IOException {
        try (FileObject file = open(object)) {
            return FileChecksum.of(file);
        }
    }

    /// Makes a complete object at `target`, which does not exist.
    ///
    /// @param size bytes of `content`, exactly; 0 for a symbolic link
    void write(Path target, FileHeader header, InputStream content, long size) throws IOException;
}
