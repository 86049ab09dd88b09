package io.keelson.ostree.delta;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.release.KeelsonException;
import java.util.List;

/// Reads operations one by one. What an operation has for arguments depends on the object that is made
/// next, so this counts objects, too.
final class OperationReader {
    private final Blob blob;
    private final long end;
    private final List<ObjectName> objects;
    private long at;
    private int next;
    private int executed;

    OperationReader(Blob blob, Range operations, List<ObjectName> objects) {
        this.blob = blob;
        this.at = operations.start();
        this.end = operations.end();
        this.objects = objects;
    }

    /// One that goes its own way from here.
    OperationReader copy() {
        OperationReader copy = new OperationReader(blob, new Range(at, end), objects);
        copy.next = next;
        copy.executed = executed;
        return copy;
    }

    boolean hasNext() {
        return at < end;
    }

    /// Whether every object has been made.
    boolean complete() {
        return next == objects.size();
    }

    /// The object that is made next, or being made.
    ObjectName object() {
        if (next == objects.size()) {
            throw new KeelsonException("Delta part makes more than the " + next + " objects that it names");
        }
        return objects.get(next);
    }

    Operation next() {
        int code = blob.at(at++);
        Operation operation = switch (code) {
            case 'S' -> splice();
            case 'o' -> new Operation.Open(number(), number(), number());
            case 'w' -> new Operation.Write(number(), number());
            case 'r' -> new Operation.SetSource(number());
            case 'R' -> new Operation.UnsetSource();
            case 'c' -> new Operation.Close();
            case 'B' -> new Operation.Patch(number(), number());
            default -> throw new KeelsonException("Unknown opcode " + code + " at offset " + executed);
        };
        executed++;
        return operation;
    }

    /// The object has been made.
    void advance() {
        next++;
    }

    private Operation splice() {
        ObjectType type = object().type();
        if (type.isMetadata()) {
            return new Operation.Metadata(number(), number());
        }
        if (type != ObjectType.FILE) {
            throw new KeelsonException("Delta part cannot make " + object());
        }
        return new Operation.File(number(), number(), number(), number());
    }

    /// Seven bits in each byte, the least significant first.
    private long number() {
        long value = 0;
        for (int shift = 0; shift < 64 && at < end; shift += 7) {
            int b = blob.at(at++);
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new KeelsonException("Unexpected EOF reading varint");
    }
}
