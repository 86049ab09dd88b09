package io.keelson.ostree.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Makes values of all kinds, with the numbers and characters that are at the edges more often than others.
final class RandomVariants {
    private static final long[] WHOLE = {0, 1, -1, 127, 128, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final long[] LONG = {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1};
    private static final double[] REAL = {
        0.0, -0.0, 1, -1, 0.1, 1e300, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 1.0 / 3
    };
    private static final int[] CHARACTERS = {
        1, 7, '\t', '\n', '\r', 0x1b, ' ', '"', '\'', '\\', 0x7f, 0x80, 0xa0, 0xad, 0x2028, 0xfeff, 0xfffd, 0x10ffff
    };

    private final Random random;

    RandomVariants(Random random) {
        this.random = random;
    }

    /// @param depth how many containers may be inside each other
    Variant value(int depth) {
        return depth == 0 || random.nextInt(3) == 0 ? basic() : container(depth - 1);
    }

    private Variant basic() {
        return switch (random.nextInt(7)) {
            case 0 -> Variant.of(text());
            case 1 -> Variant.u32((int) whole());
            case 2 -> Variant.u64(whole());
            case 3 -> Variant.of(random.nextBoolean());
            case 4 -> Variant.of(bytes(20));
            case 5 -> new Variant.Real(real());
            default -> new Variant.Whole(VariantType.Basic.INT16, (short) whole());
        };
    }

    private Variant container(int depth) {
        Variant inner = value(depth);
        return switch (random.nextInt(5)) {
            case 0 -> new Variant.Boxed(inner);
            case 1 -> new Variant.Tuple(many(random.nextInt(5), () -> value(depth)));
            case 2 -> repeated(inner, random.nextInt(6));
            case 3 -> new Variant.Maybe(inner.type(), inner);
            default -> repeated(new Variant.Entry(Variant.of(text()), inner), 2);
        };
    }

    private static Variant repeated(Variant value, int times) {
        return value.type() == VariantType.Basic.BYTE
                ? Variant.of(new byte[times])
                : new Variant.Sequence(value.type(), many(times, () -> value));
    }

    private static List<Variant> many(int count, Supplier<Variant> values) {
        List<Variant> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(values.get());
        }
        return list;
    }

    private long whole() {
        return switch (random.nextInt(4)) {
            case 0 -> WHOLE[random.nextInt(WHOLE.length)];
            case 1 -> LONG[random.nextInt(LONG.length)];
            case 2 -> random.nextInt(100);
            default -> random.nextLong();
        };
    }

    private double real() {
        return random.nextBoolean()
                ? REAL[random.nextInt(REAL.length)]
                : random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
    }

    /// At most this many bytes.
    byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            text.appendCodePoint(character());
        }
        return text.toString();
    }

    /// Not 0, which no string has, nor half a character.
    private int character() {
        return switch (random.nextInt(4)) {
            case 0 -> CHARACTERS[random.nextInt(CHARACTERS.length)];
            case 1 -> 1 + random.nextInt(0xd7ff);
            case 2 -> 0xe000 + random.nextInt(0x110000 - 0xe000);
            default -> ' ' + random.nextInt(95);
        };
    }
}
