package io.keelson.packages.fetch;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// The beginning of a file on disk, with the running digest of what is there.
final class PartialFile implements AutoCloseable {
    private final FileChannel file;
    private MessageDigest sha256 = Digest.sha256();
    private long length;

    private PartialFile(FileChannel file) {
        this.file = file;
    }

    /// Opens or makes the file and reads what an earlier try left in it.
    static PartialFile open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            PartialFile partial = new PartialFile(file);
            partial.readBack();
            return partial;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void readBack() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (int n = file.read(buffer); n >= 0; n = file.read(buffer)) {
            sha256.update(buffer.array(), 0, n);
            length += n;
            buffer.clear();
        }
    }

    long length() {
        return length;
    }

    void append(byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            length += file.write(buffer, length);
        }
        sha256.update(bytes, 0, count);
    }

    /// Begins anew.
    void clear() throws IOException {
        file.truncate(0);
        length = 0;
        sha256 = Digest.sha256();
    }

    /// Ends the file: puts it on the disk and gives its digest.
    Digest finish() throws IOException {
        file.force(false);
        return Digest.of(sha256);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
