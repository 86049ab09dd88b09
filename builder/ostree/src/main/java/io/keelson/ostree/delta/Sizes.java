package io.keelson.ostree.delta;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the lists of parts and fallbacks, whose sizes are in the byte order of the machine that made
/// them. Old deltas do not say which that was; then what the sizes would mean decides.
///
/// @param endianness null when neither said nor guessed; little endian is assumed then
record Sizes(@Nullable Endianness endianness, boolean guessed) {
    private static final int OBJECT = 1 + Digest.BYTES;

    /// No delta is so much larger than what it makes.
    private static final double IMPLAUSIBLE_RATIO = 1.2;

    static Sizes of(@Nullable Integer code, Variant headers) {
        if (code == null) {
            return new Sizes(implausible(headers) ? Endianness.BIG : null, true);
        }
        for (Endianness each : Endianness.values()) {
            if (each.code() == code) {
                return new Sizes(each, false);
            }
        }
        return new Sizes(null, false);
    }

    private static boolean implausible(Variant headers) {
        double total = 0;
        long objects = 0;
        for (Variant header : headers.children()) {
            double size = unsigned(header.child(2).asLong());
            double objectsSize = unsigned(header.child(3).asLong());
            objects += header.child(4).asBytes().length / OBJECT;
            total += size;
            if (size > objectsSize * IMPLAUSIBLE_RATIO && objectsSize > 0) {
                return true;
            }
        }
        return objects > 0 && total / objects > 0xffff_ffffL;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : value + 0x1p64;
    }

    List<PartHeader> parts(Variant headers) {
        List<PartHeader> parts = new ArrayList<>();
        for (Variant header : headers.children()) {
            int version = (int) header.child(0).asLong();
            parts.add(new PartHeader(
                    parts.size(),
                    endianness == Endianness.BIG ? Integer.reverseBytes(version) : version,
                    Digest.ofRaw(header.child(1).asBytes()),
                    size(header.child(2)),
                    size(header.child(3)),
                    objects(header.child(4).asBytes())));
        }
        return List.copyOf(parts);
    }

    List<Fallback> fallbacks(Variant list) {
        return list.children().stream()
                .map(entry -> new Fallback(
                        new ObjectName(
                                type((int) entry.child(0).asLong()),
                                Digest.ofRaw(entry.child(1).asBytes())),
                        size(entry.child(2)),
                        size(entry.child(3))))
                .toList();
    }

    private long size(Variant value) {
        long size = endianness == Endianness.BIG ? value.asSwappedLong() : value.asLong();
        if (size < 0) {
            throw new IllegalArgumentException("invalid size " + Long.toUnsignedString(size));
        }
        return size;
    }

    private static List<ObjectName> objects(byte[] records) {
        if (records.length % OBJECT != 0) {
            throw new IllegalArgumentException("Invalid checksum array length " + records.length);
        }
        List<ObjectName> objects = new ArrayList<>(records.length / OBJECT);
        for (int at = 0; at < records.length; at += OBJECT) {
            objects.add(new ObjectName(type(records[at] & 0xff), Digest.ofRaw(records, at + 1)));
        }
        return objects;
    }

    private static ObjectType type(int number) {
        for (ObjectType type : ObjectType.values()) {
            if (type.number() == number) {
                return type;
            }
        }
        throw new IllegalArgumentException("Invalid object type '" + number + "'");
    }
}
