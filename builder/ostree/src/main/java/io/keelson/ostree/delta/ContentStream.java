package io.keelson.ostree.delta;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The content that operations make, from the one after `open` to `close`. They have been looked at before;
/// only what needs the sources is found out here.
final class ContentStream extends InputStream {
    private final PartPayload part;
    private final OperationReader operations;
    private final Sources sources;
    private final long size;
    private @Nullable Digest source;
    private InputStream piece = InputStream.nullInputStream();
    private boolean ended;

    /// @param source what is the source when the operations begin
    /// @param size of the whole content
    ContentStream(PartPayload part, OperationReader operations, Sources sources, @Nullable Digest source, long size) {
        this.part = part;
        this.operations = operations;
        this.sources = sources;
        this.source = source;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = piece.read(target, offset, length);
        while (n < 0 && !ended) {
            step(operations.next());
            n = piece.read(target, offset, length);
        }
        return n;
    }

    private void step(Operation operation) throws IOException {
        switch (operation) {
            case Operation.Write(long bytes, long offset) -> piece = written(bytes, offset);
            case Operation.Patch(long offset, long bytes) ->
                piece = new PatchStream(sources.open(needed(source)), part.blob(), part.data(offset, bytes), size);
            case Operation.SetSource(long offset) -> source = checksum(part, offset);
            case Operation.UnsetSource none -> source = null;
            case Operation.Close end -> ended = true;
            default -> throw new KeelsonException("opcode " + operation.opcode() + ": an object is open");
        }
    }

    private InputStream written(long length, long offset) throws IOException {
        if (source == null) {
            return part.blob().stream(part.data(offset, length));
        }
        Blob old = sources.open(source);
        if (offset < 0 || length < 0 || offset > old.size() - length) {
            throw new KeelsonException("Unexpected EOF reading object " + source);
        }
        return old.stream(new Range(offset, offset + length));
    }

    private static Digest needed(@Nullable Digest source) {
        if (source == null) {
            throw new KeelsonException("opcode bspatch: there is no read source");
        }
        return source;
    }

    static Digest checksum(PartPayload part, long offset) {
        return Digest.ofRaw(part.blob().bytes(part.data(offset, Digest.BYTES)));
    }
}
