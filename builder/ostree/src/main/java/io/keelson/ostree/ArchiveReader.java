package io.keelson.ostree;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads an archive from the beginning to the end.
sealed interface ArchiveReader extends AutoCloseable permits TarReader, CpioReader {
    /// The next entry, or null after the last one.
    @Nullable
    ArchiveEntry next() throws IOException;

    /// The content of the entry that came last.
    InputStream content();

    @Override
    void close() throws IOException;

    /// Tells cpio from tar, and how it is compressed. Closes `in` when it fails, else closing the result does.
    static ArchiveReader open(InputStream in) throws IOException {
        try {
            InputStream plain = new BufferedInputStream(Compressed.open(in), 1 << 16);
            plain.mark(8);
            String magic = new String(plain.readNBytes(5), StandardCharsets.ISO_8859_1);
            plain.reset();
            return magic.equals("07070") ? new CpioReader(plain) : new TarReader(plain);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
