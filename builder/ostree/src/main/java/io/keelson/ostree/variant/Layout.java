package io.keelson.ostree.variant;

import java.util.List;

/// What a structure's members say about the whole. A size of 0 means that it varies.
record Layout(int alignment, int size) {
    static Layout of(List<VariantType> members) {
        int alignment = 1;
        int size = 0;
        boolean fixed = true;
        for (VariantType member : members) {
            alignment = Math.max(alignment, member.alignment());
            fixed &= member.fixedSize() > 0;
            size = align(size, member.alignment()) + member.fixedSize();
        }
        // The unit type has one byte, so that arrays of it can be counted.
        return new Layout(alignment, fixed ? Math.max(1, align(size, alignment)) : 0);
    }

    static int align(int position, int alignment) {
        return (position + alignment - 1) & -alignment;
    }

    /// The width of the offsets in a container whose parts have `body` bytes without them.
    static int offsetWidth(long body, int offsets) {
        for (int width = 1; width < 8; width *= 2) {
            if (body + (long) offsets * width <= (1L << (8 * width)) - 1) {
                return width;
            }
        }
        return 8;
    }

    /// The width of the offsets in a container that has `total` bytes with them.
    static int offsetWidth(int total) {
        return total == 0 ? 0 : total <= 0xff ? 1 : total <= 0xffff ? 2 : 4;
    }
}
