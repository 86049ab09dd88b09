package io.keelson.ostree.variant;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes values. The buffer begins at an 8-aligned place, so positions in it are aligned as
/// positions in any container are.
final class Encoder {
    private byte[] buffer = new byte[256];
    private int size;

    byte[] encode(Variant value) {
        write(value);
        return Arrays.copyOf(buffer, size);
    }

    private void write(Variant value) {
        switch (value) {
            case Variant.Bool(boolean b) -> number(b ? 1 : 0, 1);
            case Variant.Whole(VariantType.Basic type, long bits) -> number(bits, type.fixedSize());
            case Variant.Real(double d) -> number(Double.doubleToRawLongBits(d), 8);
            case Variant.Text(VariantType.Basic type, String text) -> text(text);
            case Variant.Bytes(byte[] bytes) -> bytes(bytes);
            case Variant.Sequence(VariantType element, List<Variant> values) -> sequence(element, values);
            case Variant.Maybe maybe -> maybe(maybe);
            case Variant.Tuple(List<Variant> members) -> structure(members);
            case Variant.Entry(Variant key, Variant content) -> structure(List.of(key, content));
            case Variant.Boxed(Variant content) -> {
                write(content);
                number(0, 1);
                bytes(content.type().signature().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
        number(0, 1);
    }

    private void maybe(Variant.Maybe maybe) {
        if (maybe.value() != null) {
            write(maybe.value());
            if (maybe.element().fixedSize() == 0) {
                number(0, 1);
            }
        }
    }

    private void sequence(VariantType element, List<Variant> values) {
        int start = size;
        int[] ends = new int[values.size()];
        for (int i = 0; i < ends.length; i++) {
            pad(element.alignment());
            write(values.get(i));
            ends[i] = size - start;
        }
        if (element.fixedSize() == 0 && ends.length > 0) {
            offsets(ends, size - start);
        }
    }

    private void structure(List<Variant> members) {
        int start = size;
        int[] ends = new int[members.size()];
        int count = 0;
        int alignment = 1;
        boolean fixed = true;
        for (int i = 0; i < members.size(); i++) {
            VariantType type = members.get(i).type();
            pad(type.alignment());
            write(members.get(i));
            alignment = Math.max(alignment, type.alignment());
            fixed &= type.fixedSize() > 0;
            if (type.fixedSize() == 0 && i < members.size() - 1) {
                ends[count++] = size - start;
            }
        }
        if (fixed) {
            pad(alignment);
            if (size == start) {
                number(0, 1); // the unit type
            }
        }
        offsets(reversed(ends, count), size - start);
    }

    private static int[] reversed(int[] ends, int count) {
        int[] reversed = new int[count];
        for (int i = 0; i < count; i++) {
            reversed[i] = ends[count - 1 - i];
        }
        return reversed;
    }

    private void offsets(int[] ends, int body) {
        int width = Layout.offsetWidth(body, ends.length);
        for (int end : ends) {
            number(end, width);
        }
    }

    private void number(long bits, int width) {
        reserve(width);
        for (int i = 0; i < width; i++) {
            buffer[size++] = (byte) (bits >>> (8 * i));
        }
    }

    private void bytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void pad(int alignment) {
        int end = Layout.align(size, alignment);
        reserve(end - size);
        Arrays.fill(buffer, size, end, (byte) 0);
        size = end;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, (int)
                    Math.min(Integer.MAX_VALUE - 16L, 2L * buffer.length)));
        }
    }
}
