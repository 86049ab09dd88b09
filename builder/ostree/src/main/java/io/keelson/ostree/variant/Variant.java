package io.keelson.ostree.variant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An immutable GVariant value. Two values are equal when type and content are.
///
/// OSTree stores some numbers byte-swapped; [#swapped(int)] and [#swapped(long)] make those.
public sealed interface Variant {
    /// `a{sv}`
    VariantType DICTIONARY =
            new VariantType.Array(VariantType.Entry.of(VariantType.Basic.STRING, VariantType.Basic.VARIANT));

    /// `ay`
    VariantType BYTES = new VariantType.Array(VariantType.Basic.BYTE);

    /// The type.
    VariantType type();

    /// The serialised form: little-endian, normal.
    default byte[] encode() {
        return new Encoder().encode(this);
    }

    /// Reads a serialised value.
    ///
    /// @throws VariantFormatException when `data` is not a value of `type` in normal form
    static Variant decode(VariantType type, byte[] data) {
        Variant value = new Decoder(data).decode(type, 0, data.length, 0);
        if (!Arrays.equals(data, value.encode())) {
            throw new VariantFormatException("not in normal form");
        }
        return value;
    }

    /// The text form, as `g_variant_print` writes it.
    ///
    /// @param annotate whether numbers and empty containers tell their type
    default String print(boolean annotate) {
        return new Printer(annotate).print(this);
    }

    /// The same value with the bytes of every number in it reversed.
    default Variant byteswapped() {
        return ByteSwap.of(this);
    }

    /// Reads the text form, as it is written on command lines: `uint64 42`, `['a', 'b']`,
    /// `{'key': <true>}`, `@as []`.
    ///
    /// @throws VariantFormatException when it cannot be understood or its type cannot be told
    static Variant parse(String text) {
        return new TextParser(text).parse();
    }

    /// `b`
    record Bool(boolean value) implements Variant {
        @Override
        public VariantType type() {
            return VariantType.Basic.BOOLEAN;
        }
    }

    /// `y n q i u x t h`. `bits` is the value sign- or zero-extended as the type says.
    record Whole(VariantType.Basic type, long bits) implements Variant {
        public Whole {
            bits = switch (type) {
                case BYTE -> bits & 0xff;
                case INT16 -> (short) bits;
                case UINT16 -> bits & 0xffff;
                case INT32, HANDLE -> (int) bits;
                case UINT32 -> bits & 0xffff_ffffL;
                case INT64, UINT64 -> bits;
                case BOOLEAN, DOUBLE, STRING, OBJECT_PATH, SIGNATURE, VARIANT ->
                    throw new IllegalArgumentException(type + " is not a whole number");
            };
        }
    }

    /// `d`
    record Real(double value) implements Variant {
        @Override
        public VariantType type() {
            return VariantType.Basic.DOUBLE;
        }
    }

    /// `s o g`
    record Text(VariantType.Basic type, String value) implements Variant {
        public Text {
            if (value.indexOf('\0') >= 0) {
                throw new VariantFormatException("a string cannot contain NUL");
            }
        }
    }

    /// `ay`, the one array that is kept as bytes.
    @SuppressWarnings("ArrayRecordComponent") // equality is written out below
    record Bytes(byte[] value) implements Variant {
        @Override
        public VariantType type() {
            return BYTES;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes(byte[] that) && Arrays.equals(value, that);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return print(true);
        }
    }

    /// Any other array.
    record Sequence(VariantType element, List<Variant> values) implements Variant {
        public Sequence {
            values = List.copyOf(values);
        }

        @Override
        public VariantType type() {
            return new VariantType.Array(element);
        }
    }

    /// `m`
    record Maybe(VariantType element, @Nullable Variant value) implements Variant {
        @Override
        public VariantType type() {
            return new VariantType.Maybe(element);
        }
    }

    /// `(...)`
    record Tuple(List<Variant> members) implements Variant {
        public Tuple {
            members = List.copyOf(members);
        }

        @Override
        public VariantType type() {
            return VariantType.Tuple.of(members.stream().map(Variant::type).toList());
        }
    }

    /// `{..}`
    record Entry(Variant key, Variant value) implements Variant {
        @Override
        public VariantType type() {
            return VariantType.Entry.of(key.type(), value.type());
        }
    }

    /// `v`
    record Boxed(Variant value) implements Variant {
        @Override
        public VariantType type() {
            return VariantType.Basic.VARIANT;
        }
    }

    /// `s`
    static Variant of(String value) {
        return new Text(VariantType.Basic.STRING, value);
    }

    /// `b`
    static Variant of(boolean value) {
        return new Bool(value);
    }

    /// `u`
    static Variant u32(int value) {
        return new Whole(VariantType.Basic.UINT32, value);
    }

    /// `t`
    static Variant u64(long value) {
        return new Whole(VariantType.Basic.UINT64, value);
    }

    /// `u` whose bytes come out most significant first.
    static Variant swapped(int value) {
        return u32(Integer.reverseBytes(value));
    }

    /// `t` whose bytes come out most significant first.
    static Variant swapped(long value) {
        return u64(Long.reverseBytes(value));
    }

    /// `ay`
    static Variant of(byte[] value) {
        return new Bytes(value);
    }

    /// `as`
    static Variant strings(List<String> values) {
        return new Sequence(
                VariantType.Basic.STRING, values.stream().map(Variant::of).toList());
    }

    /// `(...)`
    static Variant tuple(Variant... members) {
        return new Tuple(List.of(members));
    }

    /// `a{sv}` in the order of `map`.
    static Variant dictionary(Map<String, Variant> map) {
        List<Variant> entries = new ArrayList<>(map.size());
        map.forEach((key, value) -> entries.add(new Entry(of(key), new Boxed(value))));
        return new Sequence(((VariantType.Array) DICTIONARY).element(), entries);
    }

    /// The members of a tuple or the elements of an array.
    default List<Variant> children() {
        return switch (this) {
            case Tuple(List<Variant> members) -> members;
            case Sequence(VariantType element, List<Variant> values) -> values;
            case Entry(Variant key, Variant value) -> List.of(key, value);
            default -> throw wrong("a container");
        };
    }

    /// Member or element number `index`.
    default Variant child(int index) {
        return children().get(index);
    }

    /// The characters of a string.
    default String asString() {
        if (this instanceof Text(VariantType.Basic type, String value)) {
            return value;
        }
        throw wrong("a string");
    }

    /// The bytes of an `ay`; not to be changed.
    default byte[] asBytes() {
        if (this instanceof Bytes(byte[] value)) {
            return value;
        }
        throw wrong("bytes");
    }

    /// The bytes of an `ay` that ends with NUL, without it, as UTF-8.
    default String asByteString() {
        byte[] bytes = asBytes();
        if (bytes.length == 0 || bytes[bytes.length - 1] != 0) {
            throw new VariantFormatException("bytestring without NUL");
        }
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }

    /// A whole number.
    default long asLong() {
        if (this instanceof Whole(VariantType.Basic type, long bits)) {
            return bits;
        }
        throw wrong("a number");
    }

    /// An [#swapped(int)] back again.
    default int asSwappedInt() {
        return Integer.reverseBytes((int) asLong());
    }

    /// A [#swapped(long)] back again.
    default long asSwappedLong() {
        return Long.reverseBytes(asLong());
    }

    /// An `a{sv}` as a map in its order, values unboxed; of equal keys the first counts, as in GLib.
    default Map<String, Variant> asDictionary() {
        Map<String, Variant> map = new LinkedHashMap<>();
        for (Variant entry : children()) {
            if (!(entry instanceof Entry(Variant key, Boxed(Variant value)))) {
                throw wrong("a dictionary");
            }
            map.putIfAbsent(key.asString(), value);
        }
        return map;
    }

    private VariantFormatException wrong(String wanted) {
        return new VariantFormatException("a value of type '" + type().signature() + "' is not " + wanted);
    }
}
