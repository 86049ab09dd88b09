package io.keelson.ostree;

import io.keelson.ostree.ArchiveEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.jspecify.annotations.Nullable;

/// Reads cpio. Several names of one file share a number there, and the content comes with the last.
final class CpioReader implements ArchiveReader {
    private static final int LONGEST_TARGET = 4096;

    private final CpioArchiveInputStream cpio;

    CpioReader(InputStream plain) {
        cpio = new CpioArchiveInputStream(plain, "UTF-8");
    }

    @Override
    public @Nullable ArchiveEntry next() throws IOException {
        CpioArchiveEntry entry = cpio.getNextEntry();
        if (entry == null) {
            return null;
        }
        Kind kind = kind(entry);
        boolean shared = kind == Kind.REGULAR && entry.getNumberOfLinks() > 1;
        return new ArchiveEntry(
                entry.getName(),
                kind,
                (int) entry.getUID(),
                (int) entry.getGID(),
                (int) entry.getMode(),
                kind == Kind.SYMLINK ? target(entry) : "",
                kind == Kind.REGULAR ? entry.getSize() : 0,
                Xattrs.EMPTY,
                shared ? device(entry) + ":" + entry.getInode() : "");
    }

    private static String device(CpioArchiveEntry entry) {
        boolean old = (entry.getFormat() & CpioConstants.FORMAT_OLD_MASK) != 0;
        return old ? Long.toString(entry.getDevice()) : entry.getDeviceMaj() + "," + entry.getDeviceMin();
    }

    private String target(CpioArchiveEntry entry) throws IOException {
        if (entry.getSize() > LONGEST_TARGET) {
            throw new IOException(entry.getName() + ": the target of the symbolic link is too long");
        }
        return new String(Streams.readExactly(cpio, (int) entry.getSize()), StandardCharsets.UTF_8);
    }

    private static Kind kind(CpioArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Kind.DIRECTORY;
        }
        if (entry.isSymbolicLink()) {
            return Kind.SYMLINK;
        }
        return entry.isRegularFile() ? Kind.REGULAR : Kind.OTHER;
    }

    @Override
    public InputStream content() {
        return cpio;
    }

    @Override
    public void close() throws IOException {
        cpio.close();
    }
}
