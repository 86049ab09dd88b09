package io.keelson.ostree.delta;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Bytes that can be read anywhere, by several threads: few of them in memory, many in a mapped file
/// without a name, which the kernel writes out when memory is short.
final class Blob implements AutoCloseable {
    private static final int SMALL = 4 << 20;

    private final MemorySegment bytes;
    private final @Nullable Arena arena;

    private Blob(MemorySegment bytes, @Nullable Arena arena) {
        this.bytes = bytes;
        this.arena = arena;
    }

    static Blob of(byte[] bytes) {
        return new Blob(MemorySegment.ofArray(bytes), null);
    }

    /// A whole file, which must not shrink meanwhile: so only files that are replaced, not rewritten.
    static Blob of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() <= SMALL) {
                return of(Channels.newInputStream(channel).readAllBytes());
            }
            return map(channel);
        }
    }

    /// All that `in` gives, which is not closed.
    ///
    /// @param limit more bytes are a failure
    /// @param what names the content in that message
    /// @param tmp where the file is made when one is needed
    static Blob spool(InputStream in, long limit, String what, Path tmp) throws IOException {
        byte[] head = in.readNBytes((int) Math.min(SMALL, limit) + 1);
        if (head.length > limit) {
            throw tooLarge(what, limit);
        }
        if (head.length <= SMALL) {
            return of(head);
        }
        Path file = Files.createTempFile(tmp, "delta-", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Files.delete(file);
            OutputStream out = Channels.newOutputStream(channel);
            out.write(head);
            copy(in, out, limit - head.length, what, limit);
            return map(channel);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void copy(InputStream in, OutputStream out, long room, String what, long limit) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = room;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                throw tooLarge(what, limit);
            }
            out.write(buffer, 0, n);
        }
    }

    private static KeelsonException tooLarge(String what, long limit) {
        return new KeelsonException(what + " has more than the " + limit + " bytes that it may have");
    }

    private static Blob map(FileChannel channel) throws IOException {
        Arena arena = Arena.ofShared();
        return new Blob(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), arena);
    }

    long size() {
        return bytes.byteSize();
    }

    /// All of it.
    Range all() {
        return new Range(0, size());
    }

    int at(long offset) {
        return bytes.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
    }

    void copyTo(byte[] target, int offset, long from, int length) {
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from, target, offset, length);
    }

    /// A copy of a range, which must fit into memory.
    byte[] bytes(Range range) {
        byte[] copy = new byte[Math.toIntExact(range.length())];
        copyTo(copy, 0, range.start(), copy.length);
        return copy;
    }

    /// A range as a stream. Nothing of this is closed with it.
    InputStream stream(Range range) {
        return new BlobStream(this, range);
    }

    @Override
    public void close() {
        if (arena != null) {
            arena.close();
        }
    }
}
