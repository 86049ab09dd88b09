package io.keelson.ostree.serve;

import io.keelson.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/// Something that can be asked for.
sealed interface Resource {
    long size();

    /// A quoted name for exactly this content.
    String etag();

    Instant modified();

    /// Whether it can never be another content.
    boolean forEver();

    /// Its bytes from an offset on; the caller closes it.
    InputStream open(long offset) throws IOException;

    /// A file. A file that replaces it has another inode, and so another tag.
    record Stored(Path file, long size, String etag, Instant modified, boolean forEver) implements Resource {
        static Stored of(Path file, boolean forEver) throws IOException {
            BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
            Instant modified = read.lastModifiedTime().toInstant();
            int inode = String.valueOf(read.fileKey()).hashCode();
            String etag = String.format(
                    "\"%x-%x-%x%08x\"", inode, read.size(), modified.getEpochSecond(), modified.getNano());
            return new Stored(file, read.size(), etag, modified, forEver);
        }

        @Override
        public InputStream open(long offset) throws IOException {
            InputStream in = Files.newInputStream(file);
            try {
                in.skipNBytes(offset);
                return in;
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }
    }

    /// Something that is made for the answer.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Text(byte[] content, boolean forEver) implements Resource {
        @Override
        public long size() {
            return content.length;
        }

        @Override
        public String etag() {
            return "\"" + Digest.of(content).hex().substring(0, 32) + "\"";
        }

        @Override
        public Instant modified() {
            return Instant.EPOCH;
        }

        @Override
        public InputStream open(long offset) {
            return new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
        }
    }
}
