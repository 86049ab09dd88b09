package io.keelson.ostree;

import java.io.IOException;
import java.io.InputStream;

/// An open file object. The caller closes it.
public final class FileObject implements AutoCloseable {
    private final FileHeader header;
    private final long size;
    private final InputStream content;

    FileObject(FileHeader header, long size, InputStream content) {
        this.header = header;
        this.size = size;
        this.content = content;
    }

    static FileObject symlink(FileHeader header) {
        return new FileObject(header, 0, InputStream.nullInputStream());
    }

    /// Owner, mode, target and attributes.
    public FileHeader header() {
        return header;
    }

    /// Bytes of the content, uncompressed; 0 for a symbolic link.
    public long size() {
        return size;
    }

    /// The content, uncompressed, to be read once; closing this object closes it.
    public InputStream content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
