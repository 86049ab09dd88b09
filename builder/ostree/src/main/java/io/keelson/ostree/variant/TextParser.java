package io.keelson.ostree.variant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the text form of values. A type that is known from outside (`@as`, `uint64`, the first
/// element of a list) goes down to the parts; without one, whole numbers are `i` and others `d`.
final class TextParser {
    private static final Map<String, VariantType.Basic> KEYWORDS = Map.ofEntries(
            Map.entry("boolean", VariantType.Basic.BOOLEAN),
            Map.entry("byte", VariantType.Basic.BYTE),
            Map.entry("int16", VariantType.Basic.INT16),
            Map.entry("uint16", VariantType.Basic.UINT16),
            Map.entry("int32", VariantType.Basic.INT32),
            Map.entry("uint32", VariantType.Basic.UINT32),
            Map.entry("int64", VariantType.Basic.INT64),
            Map.entry("uint64", VariantType.Basic.UINT64),
            Map.entry("handle", VariantType.Basic.HANDLE),
            Map.entry("double", VariantType.Basic.DOUBLE),
            Map.entry("string", VariantType.Basic.STRING),
            Map.entry("objectpath", VariantType.Basic.OBJECT_PATH),
            Map.entry("signature", VariantType.Basic.SIGNATURE));

    private final TextScanner in;
    private int depth;

    TextParser(String text) {
        this.in = new TextScanner(text);
    }

    Variant parse() {
        Variant value = value(null);
        in.expectEnd();
        return value;
    }

    private Variant value(@Nullable VariantType type) {
        if (++depth > SignatureParser.MAX_DEPTH) {
            throw in.bad("nested too deeply");
        }
        Variant value = nested(type);
        depth--;
        return value;
    }

    private Variant nested(@Nullable VariantType type) {
        if (type instanceof VariantType.Maybe(VariantType element) && !in.startsMaybe()) {
            return new Variant.Maybe(element, value(element));
        }
        return switch (in.peek()) {
            case '@' -> value(VariantType.of(in.annotation()));
            case '[' -> array(type);
            case '{' -> dictionary(type);
            case '(' -> tuple(type);
            case '<' -> boxed();
            case '\'', '"' -> text(type);
            default -> word(type);
        };
    }

    private Variant boxed() {
        in.take('<');
        Variant value = value(null);
        in.take('>');
        return new Variant.Boxed(value);
    }

    private Variant text(@Nullable VariantType type) {
        String text = in.quoted();
        return type == VariantType.Basic.OBJECT_PATH || type == VariantType.Basic.SIGNATURE
                ? new Variant.Text((VariantType.Basic) type, text)
                : Variant.of(text);
    }

    private Variant word(@Nullable VariantType type) {
        if (in.startsByteString()) {
            return Variant.of((in.byteString() + "\0").getBytes(StandardCharsets.ISO_8859_1));
        }
        String word = in.word();
        VariantType.Basic keyword = KEYWORDS.get(word);
        if (keyword != null) {
            return value(keyword);
        }
        return switch (word) {
            case "true" -> Variant.of(true);
            case "false" -> Variant.of(false);
            case "nothing" -> nothing(type);
            case "just" -> just(type);
            default -> number(type, word);
        };
    }

    private Variant nothing(@Nullable VariantType type) {
        if (type instanceof VariantType.Maybe(VariantType element)) {
            return new Variant.Maybe(element, null);
        }
        throw in.bad("the type of 'nothing' cannot be told");
    }

    private Variant just(@Nullable VariantType type) {
        Variant content = value(type instanceof VariantType.Maybe(VariantType element) ? element : null);
        return new Variant.Maybe(content.type(), content);
    }

    private Variant number(@Nullable VariantType type, String word) {
        boolean whole = word.matches("[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)");
        VariantType wanted = type != null ? type : whole ? VariantType.Basic.INT32 : VariantType.Basic.DOUBLE;
        try {
            if (wanted == VariantType.Basic.DOUBLE) {
                return new Variant.Real(Double.parseDouble(word));
            }
            return whole(wanted, word);
        } catch (NumberFormatException e) {
            throw in.bad("'" + word + "' is not a value of type '" + wanted.signature() + "'");
        }
    }

    private Variant whole(VariantType type, String word) {
        if (!(type instanceof VariantType.Basic basic) || basic.fixedSize() == 0) {
            throw new NumberFormatException();
        }
        String digits = word.replaceFirst("^\\+", "");
        long bits = basic == VariantType.Basic.UINT64 && !digits.startsWith("0x")
                ? Long.parseUnsignedLong(digits)
                : decode(digits);
        Variant.Whole number = new Variant.Whole(basic, bits);
        if (number.bits() != bits) {
            throw new NumberFormatException();
        }
        return number;
    }

    /// Like C, an octal number begins with 0.
    private static long decode(String digits) {
        return digits.startsWith("0x") && digits.length() == 18
                ? Long.parseUnsignedLong(digits.substring(2), 16)
                : Long.decode(digits);
    }

    private Variant array(@Nullable VariantType type) {
        VariantType element = type instanceof VariantType.Array(VariantType wanted) ? wanted : null;
        List<Variant> values = new ArrayList<>();
        in.take('[');
        while (in.more(']', !values.isEmpty())) {
            Variant value = value(element);
            element = element == null ? value.type() : element;
            values.add(expect(value, element));
        }
        if (element == null) {
            throw in.bad("the type of an empty array cannot be told; write @as []");
        }
        return array(element, values);
    }

    private Variant expect(Variant value, VariantType type) {
        if (!value.type().equals(type)) {
            throw in.bad("found '" + value.type().signature() + "' where '" + type.signature() + "' is expected");
        }
        return value;
    }

    private static Variant array(VariantType element, List<Variant> values) {
        if (element != VariantType.Basic.BYTE) {
            return new Variant.Sequence(element, values);
        }
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values.get(i).asLong();
        }
        return Variant.of(bytes);
    }

    private Variant dictionary(@Nullable VariantType type) {
        VariantType element = type instanceof VariantType.Array(VariantType wanted) ? wanted : null;
        List<Variant> entries = new ArrayList<>();
        in.take('{');
        while (in.more('}', !entries.isEmpty())) {
            VariantType.Entry entry = element instanceof VariantType.Entry wanted ? wanted : null;
            Variant key = value(entry == null ? null : entry.key());
            in.take(':');
            Variant value = new Variant.Entry(key, value(entry == null ? null : entry.value()));
            element = element == null ? value.type() : element;
            entries.add(expect(value, element));
        }
        if (element == null) {
            throw in.bad("the type of an empty dictionary cannot be told; write @a{sv} {}");
        }
        return new Variant.Sequence(element, entries);
    }

    private Variant tuple(@Nullable VariantType type) {
        List<VariantType> types = type instanceof VariantType.Tuple tuple ? tuple.members() : List.of();
        List<Variant> members = new ArrayList<>();
        in.take('(');
        while (in.more(')', !members.isEmpty())) {
            members.add(value(members.size() < types.size() ? types.get(members.size()) : null));
        }
        return new Variant.Tuple(members);
    }
}
