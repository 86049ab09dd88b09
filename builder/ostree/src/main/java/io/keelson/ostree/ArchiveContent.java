package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Header and compressed content in one file.
record ArchiveContent(Deflate deflate) implements ContentFormat {
    private static final int BUFFER = 1 << 16;

    ArchiveContent(int level) {
        this(new Deflate(Math.clamp(level, 1, 9)));
    }

    @Override
    public FileObject open(Path object) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(object), 1 << 13);
        try {
            FileHeader.Sized sized = FileHeader.parseArchive(header(new DataInputStream(in)));
            if (sized.header().isSymlink()) {
                in.close();
                return FileObject.symlink(sized.header());
            }
            return new FileObject(sized.header(), sized.size(), inflate(in));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static byte[] header(DataInputStream in) throws IOException {
        int length = in.readInt();
        int padding = in.readInt();
        if (length <= 0 || length > FileHeader.MAX_BYTES || padding != 0) {
            throw new IllegalArgumentException("invalid header size " + Integer.toUnsignedString(length));
        }
        byte[] header = new byte[length];
        in.readFully(header);
        return header;
    }

    private static InputStream inflate(InputStream in) {
        Inflater inflater = new Inflater(true);
        return new InflaterInputStream(in, inflater, BUFFER) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    @Override
    public void write(Path target, FileHeader header, InputStream content, long size) throws IOException {
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] prefix = header.archive(size);
            if (header.isSymlink()) {
                out.write(prefix);
            } else {
                deflate.write(prefix, content, size, out);
            }
        }
        Posix.chmod(target, 0644);
    }
}
