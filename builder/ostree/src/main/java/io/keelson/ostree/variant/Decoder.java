package io.keelson.ostree.variant;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads values out of a byte array. Checks every bound; what is merely not minimal or padded with
/// rubbish is found by [Variant#decode], which encodes again and compares.
final class Decoder {
    private final byte[] data;

    Decoder(byte[] data) {
        this.data = data;
    }

    Variant decode(VariantType type, int start, int end, int depth) {
        if (depth > 2 * SignatureParser.MAX_DEPTH) {
            throw new VariantFormatException("nested too deeply");
        }
        if (type.fixedSize() > 0 && end - start != type.fixedSize()) {
            throw bad(type);
        }
        return switch (type) {
            case VariantType.Basic basic -> basic(basic, start, end, depth);
            case VariantType.Array(VariantType element) -> array(element, start, end, depth + 1);
            case VariantType.Maybe(VariantType element) -> maybe(element, start, end, depth + 1);
            case VariantType.Tuple tuple -> new Variant.Tuple(structure(tuple.members(), start, end, depth + 1));
            case VariantType.Entry entry -> {
                List<Variant> both = structure(List.of(entry.key(), entry.value()), start, end, depth + 1);
                yield new Variant.Entry(both.getFirst(), both.getLast());
            }
        };
    }

    private Variant basic(VariantType.Basic type, int start, int end, int depth) {
        return switch (type) {
            case BOOLEAN -> new Variant.Bool(data[start] != 0);
            case DOUBLE -> new Variant.Real(Double.longBitsToDouble(number(start, 8)));
            case BYTE, INT16, UINT16, INT32, UINT32, INT64, UINT64, HANDLE ->
                new Variant.Whole(type, number(start, type.fixedSize()));
            case STRING, OBJECT_PATH, SIGNATURE -> text(type, start, end);
            case VARIANT -> boxed(start, end, depth);
        };
    }

    private Variant text(VariantType.Basic type, int start, int end) {
        if (end <= start || data[end - 1] != 0) {
            throw bad(type);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(data, start, end - 1 - start);
            return new Variant.Text(
                    type, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw new VariantFormatException("a string is not UTF-8");
        }
    }

    private Variant boxed(int start, int end, int depth) {
        int split = end - 1;
        while (split >= start && data[split] != 0) {
            split--;
        }
        if (split < start) {
            throw bad(VariantType.Basic.VARIANT);
        }
        VariantType type = VariantType.of(new String(data, split + 1, end - split - 1, StandardCharsets.ISO_8859_1));
        return new Variant.Boxed(decode(type, start, split, depth + 1));
    }

    private Variant maybe(VariantType element, int start, int end, int depth) {
        if (start == end) {
            return new Variant.Maybe(element, null);
        }
        int content = element.fixedSize() > 0 ? end : end - 1;
        return new Variant.Maybe(element, decode(element, start, content, depth));
    }

    private Variant array(VariantType element, int start, int end, int depth) {
        if (element == VariantType.Basic.BYTE) {
            return new Variant.Bytes(Arrays.copyOfRange(data, start, end));
        }
        List<Variant> values = element.fixedSize() > 0
                ? fixedElements(element, start, end, depth)
                : framedElements(element, start, end, depth);
        return new Variant.Sequence(element, values);
    }

    private List<Variant> fixedElements(VariantType element, int start, int end, int depth) {
        int size = element.fixedSize();
        if ((end - start) % size != 0) {
            throw bad(new VariantType.Array(element));
        }
        List<Variant> values = new ArrayList<>((end - start) / size);
        for (int at = start; at < end; at += size) {
            values.add(decode(element, at, at + size, depth));
        }
        return values;
    }

    private List<Variant> framedElements(VariantType element, int start, int end, int depth) {
        if (start == end) {
            return List.of();
        }
        int width = Layout.offsetWidth(end - start);
        int table = start + offset(end - width, width, end - start);
        int bytes = end - table;
        if (bytes % width != 0 || bytes == 0) {
            throw bad(new VariantType.Array(element));
        }
        List<Variant> values = new ArrayList<>(bytes / width);
        int at = start;
        for (int entry = table; entry < end; entry += width) {
            int from = start + Layout.align(at - start, element.alignment());
            int to = start + offset(entry, width, table - start);
            values.add(decode(element, from, checked(from, to, element), depth));
            at = to;
        }
        return values;
    }

    private List<Variant> structure(List<VariantType> members, int start, int end, int depth) {
        List<Variant> values = new ArrayList<>(members.size());
        int width = Layout.offsetWidth(end - start);
        int table = end;
        int at = start;
        for (int i = 0; i < members.size(); i++) {
            VariantType member = members.get(i);
            int from = start + Layout.align(at - start, member.alignment());
            int to;
            if (member.fixedSize() > 0) {
                to = from + member.fixedSize();
            } else if (i == members.size() - 1) {
                to = table;
            } else {
                table -= width;
                to = start + offset(checked(start, table, member), width, end - start);
            }
            if (to > table) {
                throw bad(member);
            }
            values.add(decode(member, from, checked(from, to, member), depth));
            at = to;
        }
        return values;
    }

    private int offset(int at, int width, int limit) {
        long value = width == 4 ? number(at, 4) & 0xffff_ffffL : number(at, width);
        if (value < 0 || value > limit) {
            throw new VariantFormatException("an offset points outside its container");
        }
        return (int) value;
    }

    private long number(int at, int width) {
        long bits = 0;
        for (int i = width - 1; i >= 0; i--) {
            bits = (bits << 8) | (data[at + i] & 0xff);
        }
        return bits;
    }

    private static int checked(int from, int to, VariantType type) {
        if (to < from) {
            throw bad(type);
        }
        return to;
    }

    private static VariantFormatException bad(VariantType type) {
        return new VariantFormatException("malformed value of type '" + type.signature() + "'");
    }
}
