package io.keelson.ostree;

import io.keelson.ostree.inflate.Inflate;
import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Header and compressed content in one file.
record ArchiveContent(Deflate deflate, Inflate inflate) implements ContentFormat {
    private static final int BUFFER = 1 << 16;

    /// Bytes before the header.
    private static final int FRAME = 8;

    /// More than most headers have.
    private static final int USUAL = 128;

    ArchiveContent(int level) {
        this(new Deflate(Math.clamp(level, 1, 9)), new Inflate());
    }

    @Override
    public Digest checksum(Path object) throws IOException {
        long length = Files.size(object);
        if (inflate.fits(length)) {
            byte[] all = Files.readAllBytes(object);
            byte[] header = header(new ByteArrayInputStream(all));
            FileHeader.Sized sized = FileHeader.parseArchive(header);
            if (sized.header().isSymlink()) {
                return Digest.of(sized.header().begin());
            }
            if (inflate.fits(sized.size())) {
                MessageDigest digest = sized.header().begin();
                inflate.whole(all, FRAME + header.length, (int) sized.size(), digest);
                return Digest.of(digest);
            }
        }
        return inflate.fitsOutside(length) ? checksumOfLarge(object) : ContentFormat.super.checksum(object);
    }

    /// The header of an object.
    ///
    /// @throws IllegalArgumentException when it is malformed
    FileHeader.Sized sized(Path object) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(object), USUAL)) {
            return FileHeader.parseArchive(header(in));
        }
    }

    private Digest checksumOfLarge(Path object) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(object)) {
            header = header(in);
        }
        FileHeader.Sized sized = FileHeader.parseArchive(header);
        if (sized.header().isSymlink() || !inflate.fitsOutside(sized.size())) {
            return ContentFormat.super.checksum(object);
        }
        MessageDigest digest = sized.header().begin();
        inflate.large(object, FRAME + header.length, (int) sized.size(), digest);
        return Digest.of(digest);
    }

    @Override
    public FileObject open(Path object) throws IOException {
        if (inflate.fits(Files.size(object))) {
            return open(Files.readAllBytes(object));
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(object), 1 << 13);
        try {
            FileHeader.Sized sized = FileHeader.parseArchive(header(in));
            if (sized.header().isSymlink()) {
                in.close();
                return FileObject.symlink(sized.header());
            }
            return new FileObject(sized.header(), sized.size(), stream(in));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /// Opens an object of which memory holds all bytes.
    ///
    /// @throws IllegalArgumentException when it is malformed
    FileObject open(byte[] object) throws IOException {
        InputStream in = new ByteArrayInputStream(object);
        byte[] header = header(in);
        FileHeader.Sized sized = FileHeader.parseArchive(header);
        if (sized.header().isSymlink()) {
            return FileObject.symlink(sized.header());
        }
        if (!inflate.fits(sized.size())) {
            return new FileObject(sized.header(), sized.size(), stream(in));
        }
        byte[] content = inflate.whole(object, FRAME + header.length, (int) sized.size());
        return new FileObject(sized.header(), sized.size(), new ByteArrayInputStream(content));
    }

    private static byte[] header(InputStream in) throws IOException {
        byte[] frame = in.readNBytes(FRAME);
        ByteBuffer numbers = ByteBuffer.wrap(Arrays.copyOf(frame, FRAME));
        int length = numbers.getInt();
        int padding = numbers.getInt();
        if (frame.length < FRAME || length <= 0 || length > FileHeader.MAX_BYTES || padding != 0) {
            throw new IllegalArgumentException("invalid header size " + Integer.toUnsignedString(length));
        }
        byte[] header = in.readNBytes(length);
        if (header.length < length) {
            throw new IllegalArgumentException("the header ends " + (length - header.length) + " bytes early");
        }
        return header;
    }

    private static InputStream stream(InputStream in) {
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
