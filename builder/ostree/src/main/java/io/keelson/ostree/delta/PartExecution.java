package io.keelson.ostree.delta;

import io.keelson.ostree.Commit;
import io.keelson.ostree.DirMeta;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.FileHeader;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.ostree.Xattrs;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One run through the operations of one part.
final class PartExecution {
    private static final int LINK = 0120000;
    private static final int TYPE = 0170000;

    /// No file system has targets that are so long.
    private static final int MAX_TARGET = 1 << 16;

    /// Metadata objects are no larger.
    private static final int MAX_METADATA = 128 << 20;

    private final Repository repo;
    private final Transaction transaction;
    private final PartPayload part;
    private final OperationReader operations;
    private @Nullable Digest source;
    private long room;

    PartExecution(Repository repo, Transaction transaction, PartHeader header, PartPayload part) {
        this.repo = repo;
        this.transaction = transaction;
        this.part = part;
        this.operations = new OperationReader(part.blob(), part.operations(), header.objects());
        // Targets of symbolic links are not counted in the header.
        this.room = saturated(
                header.objectsSize(), (long) MAX_TARGET * header.objects().size());
    }

    private static long saturated(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    void run() throws IOException {
        while (operations.hasNext()) {
            Operation operation = operations.next();
            try {
                step(operation);
            } catch (KeelsonException | IllegalArgumentException e) {
                throw new KeelsonException("opcode " + operation.opcode() + ": " + e.getMessage(), e);
            }
        }
        if (!operations.complete()) {
            throw new KeelsonException("it does not make " + operations.object());
        }
    }

    private void step(Operation operation) throws IOException {
        switch (operation) {
            case Operation.Metadata(long length, long offset) -> metadata(part.data(offset, length));
            case Operation.File(long mode, long xattrs, long length, long offset) ->
                file(mode, xattrs, part.data(offset, length));
            case Operation.Open(long mode, long xattrs, long size) -> open(mode, xattrs, size);
            case Operation.SetSource(long offset) -> source = ContentStream.checksum(part, offset);
            case Operation.UnsetSource none -> source = null;
            case Operation.Write write -> throw new KeelsonException("no object is open");
            case Operation.Patch patch -> throw new KeelsonException("no object is open");
            case Operation.Close close -> throw new KeelsonException("no object is open");
        }
    }

    private boolean has(ObjectName name) {
        return transaction.has(name) || repo.has(name);
    }

    private void made(Digest actual) {
        ObjectName name = operations.object();
        if (!actual.equals(name.checksum())) {
            throw new KeelsonException("Corrupted " + name.type().suffix() + " object; checksum expected='"
                    + name.checksum() + "' actual='" + actual + "'");
        }
    }

    private void next() {
        operations.advance();
        source = null;
    }

    private void take(long size) {
        if (size < 0 || size > room) {
            throw new KeelsonException("its objects have more bytes than it says");
        }
        room -= size;
    }

    private void metadata(Range range) throws IOException {
        ObjectName name = operations.object();
        take(range.length());
        if (range.length() > MAX_METADATA) {
            throw new KeelsonException("Metadata object " + name + " is too large");
        }
        if (!has(name)) {
            byte[] bytes = part.blob().bytes(range);
            made(Digest.of(bytes));
            validate(name, bytes);
            transaction.writeMetadata(name.type(), bytes);
        }
        next();
    }

    private static void validate(ObjectName name, byte[] bytes) {
        switch (name.type()) {
            case DIRTREE -> DirTree.decode(bytes);
            case DIRMETA -> DirMeta.decode(bytes);
            case COMMIT -> Commit.decode(bytes);
            default -> throw new KeelsonException("a delta part cannot make " + name);
        }
    }

    private void file(long mode, long xattrs, Range range) throws IOException {
        take(range.length());
        ObjectName name = operations.object();
        if (!has(name)) {
            boolean link = (part.mode(mode)[2] & TYPE) == LINK;
            FileHeader header = header(mode, xattrs, link ? target(range) : "");
            InputStream content = link ? InputStream.nullInputStream() : part.blob().stream(range);
            made(transaction.writeFile(header, content, link ? 0 : range.length()));
        }
        next();
    }

    private String target(Range range) {
        if (range.length() > MAX_TARGET) {
            throw new KeelsonException("a symbolic link has a target of " + range.length() + " bytes");
        }
        return new String(part.blob().bytes(range), StandardCharsets.UTF_8);
    }

    private FileHeader header(long mode, long xattrs, String target) {
        int[] triple = part.mode(mode);
        return new FileHeader(triple[0], triple[1], triple[2], target, Xattrs.of(part.xattrs(xattrs)));
    }

    private void open(long mode, long xattrs, long size) throws IOException {
        take(size);
        ObjectName name = operations.object();
        FileHeader header = header(mode, xattrs, "");
        OperationReader body = operations.copy();
        skipBody(size);
        if (!has(name)) {
            try (Sources sources = new Sources(repo);
                    InputStream content = new ContentStream(part, body, sources, source, size)) {
                made(transaction.writeFile(header, content, size));
            }
        }
        next();
    }

    /// Goes to the end of the object and sees to it that it has the size that it should.
    private void skipBody(long size) {
        long left = size;
        Operation operation;
        do {
            if (!operations.hasNext()) {
                throw new KeelsonException("the object is not closed");
            }
            operation = operations.next();
            long length = switch (operation) {
                case Operation.Write(long bytes, long offset) -> bytes;
                case Operation.Patch patch -> size;
                default -> 0;
            };
            if (length < 0 || length > left) {
                throw new KeelsonException("the object gets more than its " + size + " bytes");
            }
            left -= length;
        } while (!(operation instanceof Operation.Close));
        if (left > 0) {
            throw new KeelsonException("the object lacks " + left + " of its " + size + " bytes");
        }
    }
}
