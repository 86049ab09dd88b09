package io.keelson.ostree.delta;

import java.io.InputStream;
import java.util.Objects;

/// Reads a range of a blob from its start to its end.
final class BlobStream extends InputStream {
    private final Blob blob;
    private final long end;
    private long at;

    BlobStream(Blob blob, Range range) {
        this.blob = blob;
        this.at = range.start();
        this.end = range.end();
    }

    @Override
    public int read() {
        return at == end ? -1 : blob.at(at++);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        int n = (int) Math.min(length, end - at);
        if (n == 0) {
            return -1;
        }
        blob.copyTo(target, offset, at, n);
        at += n;
        return n;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - at);
    }
}
