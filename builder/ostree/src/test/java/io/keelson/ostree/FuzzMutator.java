package io.keelson.ostree;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes hostile inputs out of honest ones.
final class FuzzMutator {
    private static final int MAX_GROWTH = 4096;
    private static final long[] EDGES = {
        0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Random random;
    private final List<byte[]> corpus;

    FuzzMutator(Random random, List<byte[]> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    byte[] next() {
        byte[] data = any().clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            data = mutated(data);
        }
        return data;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] mutated(byte[] data) {
        if (data.length == 0) {
            return random(1 + random.nextInt(64));
        }
        int at = random.nextInt(data.length);
        int length = 1 + random.nextInt(Math.min(64, data.length - at));
        return switch (random.nextInt(9)) {
            case 0 -> with(data, at, (byte) (data[at] ^ (1 << random.nextInt(8))));
            case 1 -> with(data, at, (byte) EDGES[random.nextInt(EDGES.length)]);
            case 2 -> edge(data, at);
            case 3 -> Arrays.copyOf(data, at);
            case 4 -> splice(data, at, at + length, new byte[0]);
            case 5 -> splice(data, at, at, Arrays.copyOfRange(data, at, at + length));
            case 6 -> splice(data, at, at + length, random(random.nextInt(64)));
            case 7 -> repeated(data, at, length);
            default -> crossed(data, at);
        };
    }

    private static byte[] with(byte[] data, int at, byte value) {
        byte[] changed = data.clone();
        changed[at] = value;
        return changed;
    }

    /// Writes a number that sizes and offsets do not expect, in either byte order.
    private byte[] edge(byte[] data, int at) {
        byte[] changed = data.clone();
        long value = EDGES[random.nextInt(EDGES.length)];
        int width = 1 << random.nextInt(4);
        long ordered = random.nextBoolean() ? value : Long.reverseBytes(value) >>> (64 - 8 * width);
        for (int i = 0; i < width && at + i < changed.length; i++) {
            changed[at + i] = (byte) (ordered >>> (8 * i));
        }
        return changed;
    }

    private byte[] repeated(byte[] data, int at, int length) {
        int times = 1 + random.nextInt(MAX_GROWTH / length);
        byte[] many = new byte[length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(data, at, many, i * length, length);
        }
        return splice(data, at, at, many);
    }

    private byte[] crossed(byte[] data, int at) {
        byte[] other = any();
        return splice(data, at, data.length, Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
    }

    private static byte[] splice(byte[] data, int from, int to, byte[] middle) {
        byte[] joined = new byte[data.length - (to - from) + middle.length];
        System.arraycopy(data, 0, joined, 0, from);
        System.arraycopy(middle, 0, joined, from, middle.length);
        System.arraycopy(data, to, joined, from + middle.length, data.length - to);
        return joined;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
