package io.keelson.ostree.variant;

import java.util.List;

/// The type of a value, as its signature describes it: `s`, `ay`, `a{sv}`, `(uuua(ayay))`.
public sealed interface VariantType {
    /// Reads a signature that describes exactly one complete type.
    ///
    /// @throws VariantFormatException when it does not
    static VariantType of(String signature) {
        return SignatureParser.parse(signature);
    }

    /// The signature.
    String signature();

    /// 1, 2, 4 or 8: where in a container values of this type may begin.
    int alignment();

    /// How many bytes every value has, or 0 when values differ in length.
    int fixedSize();

    /// A type that is not made of others. `VARIANT` holds one value of any type, and its type.
    enum Basic implements VariantType {
        /// `b`
        BOOLEAN('b', 1, 1),
        /// `y`
        BYTE('y', 1, 1),
        /// `n`
        INT16('n', 2, 2),
        /// `q`
        UINT16('q', 2, 2),
        /// `i`
        INT32('i', 4, 4),
        /// `u`
        UINT32('u', 4, 4),
        /// `x`
        INT64('x', 8, 8),
        /// `t`
        UINT64('t', 8, 8),
        /// `h`
        HANDLE('h', 4, 4),
        /// `d`
        DOUBLE('d', 8, 8),
        /// `s`
        STRING('s', 1, 0),
        /// `o`
        OBJECT_PATH('o', 1, 0),
        /// `g`
        SIGNATURE('g', 1, 0),
        /// `v`
        VARIANT('v', 8, 0);

        private final String signature;
        private final int alignment;
        private final int size;

        Basic(char code, int alignment, int size) {
            this.signature = String.valueOf(code);
            this.alignment = alignment;
            this.size = size;
        }

        @Override
        public String signature() {
            return signature;
        }

        @Override
        public int alignment() {
            return alignment;
        }

        @Override
        public int fixedSize() {
            return size;
        }
    }

    /// `aE`
    record Array(VariantType element) implements VariantType {
        @Override
        public String signature() {
            return "a" + element.signature();
        }

        @Override
        public int alignment() {
            return element.alignment();
        }

        @Override
        public int fixedSize() {
            return 0;
        }
    }

    /// `mE`
    record Maybe(VariantType element) implements VariantType {
        @Override
        public String signature() {
            return "m" + element.signature();
        }

        @Override
        public int alignment() {
            return element.alignment();
        }

        @Override
        public int fixedSize() {
            return 0;
        }
    }

    /// `(...)`
    record Tuple(List<VariantType> members, String signature, int alignment, int fixedSize) implements VariantType {
        /// A tuple of these members; none is allowed.
        public static Tuple of(List<VariantType> members) {
            StringBuilder text = new StringBuilder("(");
            members.forEach(member -> text.append(member.signature()));
            Layout layout = Layout.of(members);
            return new Tuple(List.copyOf(members), text.append(')').toString(), layout.alignment(), layout.size());
        }
    }

    /// `{KV}`, allowed only as the element of an array by convention, not by the format.
    record Entry(VariantType key, VariantType value, int alignment, int fixedSize) implements VariantType {
        /// An entry with a basic key.
        public static Entry of(VariantType key, VariantType value) {
            Layout layout = Layout.of(List.of(key, value));
            return new Entry(key, value, layout.alignment(), layout.size());
        }

        @Override
        public String signature() {
            return "{" + key.signature() + value.signature() + "}";
        }
    }
}
