package io.keelson.ostree;

import io.keelson.ostree.ArchiveEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Reads tar in all its dialects.
final class TarReader implements ArchiveReader {
    private final PaxXattrs xattrs;
    private final TarArchiveInputStream tar;

    TarReader(InputStream plain) {
        xattrs = new PaxXattrs(plain);
        tar = new TarArchiveInputStream(xattrs, "UTF-8");
    }

    @Override
    public @Nullable ArchiveEntry next() throws IOException {
        if (tar.getCurrentEntry() != null) {
            tar.skip(Long.MAX_VALUE); // the rest of the content, which is none of the headers that follow
        }
        xattrs.begin();
        TarArchiveEntry entry = tar.getNextEntry();
        Xattrs found = xattrs.end();
        if (entry == null) {
            return null;
        }
        Kind kind = kind(entry);
        return new ArchiveEntry(
                entry.getName(),
                kind,
                (int) entry.getLongUserId(),
                (int) entry.getLongGroupId(),
                entry.getMode(),
                entry.getLinkName(),
                kind == Kind.REGULAR ? entry.getRealSize() : 0,
                found,
                "");
    }

    private static Kind kind(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Kind.DIRECTORY;
        }
        if (entry.isSymbolicLink()) {
            return Kind.SYMLINK;
        }
        if (entry.isLink()) {
            return Kind.HARD_LINK;
        }
        return entry.isFile() ? Kind.REGULAR : Kind.OTHER;
    }

    @Override
    public InputStream content() {
        return tar;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
