package io.keelson.ostree.delta;

import io.keelson.ostree.variant.VariantFormatException;
import io.keelson.ostree.variant.VariantType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where the parts of a serialised GVariant lie, without reading them: a superblock or a part may be
/// larger than memory. Every bound is checked.
record Frames(Blob blob) {
    /// A value in a variant, and its type.
    record Boxed(Range content, String type) {}

    /// The members of a tuple.
    List<Range> tuple(Range at, List<VariantType> members) {
        List<Range> ranges = new ArrayList<>(members.size());
        int width = width(at.length());
        long table = at.end();
        long next = at.start();
        for (int i = 0; i < members.size(); i++) {
            VariantType member = members.get(i);
            long from = align(at, next, member);
            long to;
            if (member.fixedSize() > 0) {
                to = from + member.fixedSize();
            } else if (i == members.size() - 1) {
                to = table;
            } else {
                table -= width;
                to = offset(at, table, width);
            }
            ranges.add(checked(from, to, table));
            next = to;
        }
        return ranges;
    }

    /// The elements of an array whose elements differ in length.
    List<Range> array(Range at, VariantType element) {
        List<Range> ranges = new ArrayList<>();
        if (at.length() == 0) {
            return ranges;
        }
        int width = width(at.length());
        long table = offset(at, at.end() - width, width);
        if ((at.end() - table) % width != 0 || table == at.end()) {
            throw malformed();
        }
        long next = at.start();
        for (long entry = table; entry < at.end(); entry += width) {
            long to = offset(at, entry, width);
            ranges.add(checked(align(at, next, element), to, table));
            next = to;
        }
        return ranges;
    }

    /// What is in a variant.
    Boxed boxed(Range at) {
        long split = at.end() - 1;
        long lowest = Math.max(at.start(), at.end() - 257);
        while (split >= lowest && blob.at(split) != 0) {
            split--;
        }
        if (split < lowest) {
            throw malformed();
        }
        byte[] type = blob.bytes(new Range(split + 1, at.end()));
        return new Boxed(new Range(at.start(), split), new String(type, StandardCharsets.ISO_8859_1));
    }

    /// The characters of a string.
    String text(Range at) {
        if (at.length() == 0 || at.length() > 4096 || blob.at(at.end() - 1) != 0) {
            throw malformed();
        }
        return new String(blob.bytes(new Range(at.start(), at.end() - 1)), StandardCharsets.UTF_8);
    }

    private static int width(long length) {
        return length <= 0xff ? 1 : length <= 0xffff ? 2 : length <= 0xffff_ffffL ? 4 : 8;
    }

    private static long align(Range at, long position, VariantType type) {
        return at.start() + ((position - at.start() + type.alignment() - 1) & -type.alignment());
    }

    private long offset(Range at, long place, int width) {
        if (place < at.start() || place + width > at.end()) {
            throw malformed();
        }
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << 8) | blob.at(place + i);
        }
        if (value < 0 || value > at.length()) {
            throw malformed();
        }
        return at.start() + value;
    }

    private static Range checked(long from, long to, long limit) {
        if (to < from || to > limit) {
            throw malformed();
        }
        return new Range(from, to);
    }

    private static VariantFormatException malformed() {
        return new VariantFormatException("an offset points outside its container");
    }
}
