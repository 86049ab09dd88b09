package io.keelson.ostree.variant;

import java.util.List;

/// Reverses the bytes of every number in a value.
final class ByteSwap {
    private ByteSwap() {}

    static Variant of(Variant value) {
        return switch (value) {
            case Variant.Bool bool -> bool;
            case Variant.Text text -> text;
            case Variant.Bytes bytes -> bytes;
            case Variant.Whole(VariantType.Basic type, long bits) -> new Variant.Whole(type, swap(type, bits));
            case Variant.Real(double d) ->
                new Variant.Real(Double.longBitsToDouble(Long.reverseBytes(Double.doubleToRawLongBits(d))));
            case Variant.Sequence(VariantType element, List<Variant> values) ->
                new Variant.Sequence(element, all(values));
            case Variant.Maybe(VariantType element, Variant content) ->
                new Variant.Maybe(element, content == null ? null : of(content));
            case Variant.Tuple(List<Variant> members) -> new Variant.Tuple(all(members));
            case Variant.Entry(Variant key, Variant content) -> new Variant.Entry(of(key), of(content));
            case Variant.Boxed(Variant content) -> new Variant.Boxed(of(content));
        };
    }

    private static List<Variant> all(List<Variant> values) {
        return values.stream().map(ByteSwap::of).toList();
    }

    private static long swap(VariantType.Basic type, long bits) {
        return switch (type.fixedSize()) {
            case 2 -> Short.reverseBytes((short) bits);
            case 4 -> Integer.reverseBytes((int) bits);
            case 8 -> Long.reverseBytes(bits);
            default -> bits;
        };
    }
}
