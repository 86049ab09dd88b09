package io.keelson.ostree.variant;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// Writes the text form of values.
final class Printer {
    private final StringBuilder out = new StringBuilder();
    private final boolean annotate;

    Printer(boolean annotate) {
        this.annotate = annotate;
    }

    String print(Variant value) {
        print(value, annotate);
        return out.toString();
    }

    private void print(Variant value, boolean annotate) {
        switch (value) {
            case Variant.Bool(boolean b) -> out.append(b);
            case Variant.Whole number -> number(number, annotate);
            case Variant.Real(double d) -> out.append(real(d));
            case Variant.Text(VariantType.Basic type, String text) -> text(type, text, annotate);
            case Variant.Bytes(byte[] bytes) -> bytes(bytes, annotate);
            case Variant.Sequence sequence -> sequence(sequence, annotate);
            case Variant.Maybe maybe -> maybe(maybe, annotate);
            case Variant.Tuple(List<Variant> members) -> tuple(members, annotate);
            case Variant.Entry(Variant key, Variant content) -> {
                list("{", List.of(key, content), "}", annotate, annotate);
            }
            case Variant.Boxed(Variant content) -> {
                out.append('<');
                print(content, true);
                out.append('>');
            }
        }
    }

    private void number(Variant.Whole number, boolean annotate) {
        String prefix = switch (number.type()) {
            case BYTE, INT16, UINT16, UINT32, INT64, UINT64, HANDLE ->
                number.type().name().toLowerCase(Locale.ROOT) + " ";
            case INT32, BOOLEAN, DOUBLE, STRING, OBJECT_PATH, SIGNATURE, VARIANT -> "";
        };
        out.append(annotate ? prefix : "");
        switch (number.type()) {
            case BYTE -> out.append(hexByte(number.bits()));
            case UINT64 -> out.append(Long.toUnsignedString(number.bits()));
            default -> out.append(number.bits());
        }
    }

    private static String hexByte(long value) {
        return String.format(Locale.ROOT, "0x%02x", value);
    }

    /// C's `%.17g`, with `.0` where it would look like a whole number.
    private static String real(double d) {
        if (Double.isNaN(d) || Double.isInfinite(d)) {
            return Double.isNaN(d) ? "nan" : d > 0 ? "inf" : "-inf";
        }
        if (d == 0) {
            return 1 / d < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(d).round(new MathContext(17)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < 17) {
            String plain = exact.toPlainString();
            return plain.indexOf('.') >= 0 ? plain : plain + ".0";
        }
        String mantissa = exact.movePointLeft(exponent).toPlainString();
        return mantissa + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private void text(VariantType.Basic type, String text, boolean annotate) {
        if (annotate && type == VariantType.Basic.OBJECT_PATH) {
            out.append("objectpath ");
        } else if (annotate && type == VariantType.Basic.SIGNATURE) {
            out.append("signature ");
        }
        char quote = text.indexOf('\'') >= 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> character(c, quote));
        out.append(quote);
    }

    private void character(int c, char quote) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
        } else if (printable(c)) {
            out.appendCodePoint(c);
        } else if (c < 0x20 && "\u0007\b\f\n\r\t\u000b".indexOf(c) >= 0) {
            out.append('\\').append("abfnrtv".charAt("\u0007\b\f\n\r\t\u000b".indexOf(c)));
        } else {
            out.append(String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
        }
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ' || c > 0x7f;
            default -> true;
        };
    }

    private void bytes(byte[] bytes, boolean annotate) {
        if (isByteString(bytes)) {
            byteString(bytes);
            return;
        }
        if (bytes.length == 0) {
            out.append(annotate ? "@ay []" : "[]");
            return;
        }
        out.append(annotate ? "[byte " : "[");
        for (int i = 0; i < bytes.length; i++) {
            out.append(i == 0 ? "" : ", ").append(hexByte(bytes[i] & 0xff));
        }
        out.append(']');
    }

    private static boolean isByteString(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\0') == bytes.length - 1 && bytes.length > 0;
    }

    private void byteString(byte[] bytes) {
        String text = new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
        char quote = text.indexOf('\'') >= 0 ? '"' : '\'';
        out.append('b').append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int special = "\b\f\n\r\t\u000b\\\"".indexOf(c);
            if (special >= 0) {
                out.append('\\').append("bfnrtv\\\"".charAt(special));
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append(quote);
    }

    private void sequence(Variant.Sequence sequence, boolean annotate) {
        boolean dictionary = sequence.element() instanceof VariantType.Entry;
        if (sequence.values().isEmpty()) {
            out.append(annotate ? "@" + sequence.type().signature() + " " : "").append(dictionary ? "{}" : "[]");
        } else if (dictionary) {
            dictionary(sequence.values(), annotate);
        } else {
            list("[", sequence.values(), "]", annotate, false);
        }
    }

    /// The first element's annotation speaks for all.
    private void list(String open, List<Variant> values, String close, boolean first, boolean rest) {
        out.append(open);
        boolean annotated = first;
        for (Iterator<Variant> it = values.iterator(); it.hasNext(); annotated = rest) {
            print(it.next(), annotated);
            out.append(it.hasNext() ? ", " : "");
        }
        out.append(close);
    }

    private void dictionary(List<Variant> entries, boolean annotate) {
        out.append('{');
        boolean annotated = annotate;
        for (Iterator<Variant> it = entries.iterator(); it.hasNext(); annotated = false) {
            List<Variant> both = it.next().children();
            print(both.getFirst(), annotated);
            out.append(": ");
            print(both.getLast(), annotated);
            out.append(it.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    private void tuple(List<Variant> members, boolean annotate) {
        list("(", members, members.size() == 1 ? ",)" : ")", annotate, annotate);
    }

    private void maybe(Variant.Maybe maybe, boolean annotate) {
        if (annotate) {
            out.append('@').append(maybe.type().signature()).append(' ');
        }
        Variant base = maybe.value();
        StringBuilder just = new StringBuilder();
        while (base instanceof Variant.Maybe inner) {
            just.append("just ");
            base = inner.value();
        }
        if (base == null) {
            out.append(just).append("nothing");
        } else {
            print(base, false);
        }
    }
}
