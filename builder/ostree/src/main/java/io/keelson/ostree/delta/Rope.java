package io.keelson.ostree.delta;

import io.keelson.ostree.variant.VariantType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Bytes in several pieces, which may together be larger than memory, and ways to frame them as GVariants.
final class Rope {
    /// Some of the bytes.
    private interface Piece {
        void writeTo(OutputStream out) throws IOException;
    }

    private final List<Piece> pieces = new ArrayList<>();
    private long size;

    static Rope of(byte[] bytes) {
        return new Rope().add(bytes);
    }

    /// What has been written to a spool, which stays open until the rope has been used.
    static Rope of(Spool spool) {
        Rope rope = new Rope();
        rope.pieces.add(spool::copyTo);
        rope.size = spool.size();
        return rope;
    }

    /// A file that is there until the rope has been used.
    static Rope of(Path file, long size) {
        Rope rope = new Rope();
        rope.pieces.add(out -> Files.copy(file, out));
        rope.size = size;
        return rope;
    }

    long size() {
        return size;
    }

    Rope add(byte[] bytes) {
        pieces.add(out -> out.write(bytes));
        size += bytes.length;
        return this;
    }

    Rope add(Rope other) {
        pieces.addAll(other.pieces);
        size += other.size;
        return this;
    }

    private void pad(VariantType type) {
        int missing = (int) (-size & (type.alignment() - 1));
        if (missing > 0) {
            add(new byte[missing]);
        }
    }

    /// A tuple, or a dictionary's entry.
    ///
    /// @param types of the members; the last may be of any size, and not all are of fixed size
    static Rope tuple(List<VariantType> types, List<Rope> members) {
        Rope rope = new Rope();
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            rope.pad(types.get(i));
            rope.add(members.get(i));
            if (types.get(i).fixedSize() == 0 && i < members.size() - 1) {
                ends.addFirst(rope.size);
            }
        }
        return rope.offsets(ends);
    }

    /// An array whose elements differ in size.
    static Rope array(VariantType element, List<Rope> elements) {
        Rope rope = new Rope();
        List<Long> ends = new ArrayList<>();
        for (Rope each : elements) {
            rope.pad(element);
            rope.add(each);
            ends.add(rope.size);
        }
        return rope.offsets(ends);
    }

    private Rope offsets(List<Long> ends) {
        int width = 1;
        while (width < Long.BYTES && size + (long) ends.size() * width >= 1L << (8 * width)) {
            width *= 2;
        }
        byte[] table = new byte[ends.size() * width];
        int at = 0;
        for (long end : ends) {
            for (int i = 0; i < width; i++) {
                table[at++] = (byte) (end >>> (8 * i));
            }
        }
        return add(table);
    }

    void writeTo(OutputStream out) throws IOException {
        for (Piece piece : pieces) {
            piece.writeTo(out);
        }
    }
}
