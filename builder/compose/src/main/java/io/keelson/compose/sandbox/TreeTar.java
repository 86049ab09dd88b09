package io.keelson.compose.sandbox;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.ostree.Xattrs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes entries as the tar stream that GNU tar unpacks with true owners, modes and attributes.
final class TreeTar {
    private final Contents contents;

    TreeTar(Contents contents) {
        this.contents = contents;
    }

    /// Writes `entries`, which must hold parents before children.
    void write(SortedMap<String, Entry> entries, OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            // A second PAX header would take the place of the one with attributes: so none for names and numbers.
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            for (var entry : entries.entrySet()) {
                write(tar, entry.getKey(), entry.getValue());
            }
        }
    }

    private void write(TarArchiveOutputStream tar, String path, Entry entry) throws IOException {
        writeXattrs(tar, entry.meta().xattrs());
        switch (entry) {
            case Entry.Dir dir -> put(tar, new TarArchiveEntry(path + "/"), dir.meta(), 0);
            case Entry.Link link -> {
                TarArchiveEntry header = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
                header.setLinkName(link.target());
                put(tar, header, link.meta(), 0);
            }
            case Entry.File file -> {
                put(tar, new TarArchiveEntry(path), file.meta(), file.size());
                try (InputStream in = contents.open(file.content())) {
                    in.transferTo(tar);
                }
            }
        }
        tar.closeArchiveEntry();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry header, Meta meta, long size)
            throws IOException {
        header.setIds(meta.uid(), meta.gid());
        header.setMode(meta.mode());
        header.setSize(size);
        header.setModTime(0);
        tar.putArchiveEntry(header);
    }

    /// The library takes header values as text, and attributes are bytes: so the PAX header is made here.
    private static void writeXattrs(TarArchiveOutputStream tar, Xattrs xattrs) throws IOException {
        if (xattrs.isEmpty()) {
            return;
        }
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        xattrs.asMap().forEach((name, value) -> writeRecord(records, "SCHILY.xattr." + name, value));
        TarArchiveEntry header = new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        header.setSize(records.size());
        tar.putArchiveEntry(header);
        records.writeTo(tar);
        tar.closeArchiveEntry();
    }

    /// A record begins with its own length in decimal, the digits included.
    private static void writeRecord(ByteArrayOutputStream out, String key, byte[] value) {
        int body = 1 + key.getBytes(StandardCharsets.UTF_8).length + 1 + value.length + 1;
        int length = body + 1;
        while (length != body + Integer.toString(length).length()) {
            length = body + Integer.toString(length).length();
        }
        out.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(value);
        out.write('\n');
    }
}
