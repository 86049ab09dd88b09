package io.keelson.ostree.delta;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sorts the suffixes of a text in linear time, by induced sorting (SA-IS of Nong, Zhang and Chan): the
/// suffixes that begin where the text stops falling are sorted first, among themselves as a shorter
/// text, and the order of all others follows from theirs.
///
/// A symbol is either a byte of `bytes` or, in the shorter texts, a number in `numbers`.
final class SuffixArray {
    private final byte @Nullable [] bytes;
    private final int @Nullable [] numbers;
    private final int length;
    private final int symbols;

    private SuffixArray(byte @Nullable [] bytes, int @Nullable [] numbers, int length, int symbols) {
        this.bytes = bytes;
        this.numbers = numbers;
        this.length = length;
        this.symbols = symbols;
    }

    /// Where the suffixes of `text` begin, in their order. Needs about 12 bytes of memory for each byte.
    static int[] of(byte[] text) {
        return new SuffixArray(text, null, text.length, 256).sort();
    }

    private static int at(byte @Nullable [] bytes, int @Nullable [] numbers, int index) {
        return bytes != null ? bytes[index] & 0xff : numbers != null ? numbers[index] : 0;
    }

    private int[] sort() {
        int[] order = new int[length];
        if (length < 2) {
            return order;
        }
        int[] ends = bucketEnds();
        int[] valleys = valleys();
        // The valleys in any order sort what lies between two of them ...
        Arrays.fill(order, -1);
        place(valleys, order, ends);
        induce(order, ends);
        int[] names = new int[length / 2 + 1];
        int distinct = name(order, valleys, names);
        if (valleys.length > 0) {
            // ... and in their true order they sort everything.
            sortValleys(valleys, names, distinct);
            Arrays.fill(order, -1);
            place(valleys, order, ends);
            induce(order, ends);
        }
        return order;
    }

    /// For each symbol, how many symbols of the text are not above it.
    private int[] bucketEnds() {
        int[] ends = new int[symbols];
        for (int i = 0; i < length; i++) {
            ends[at(bytes, numbers, i)]++;
        }
        for (int symbol = 1; symbol < symbols; symbol++) {
            ends[symbol] += ends[symbol - 1];
        }
        return ends;
    }

    private static int[] starts(int[] ends) {
        int[] starts = new int[ends.length];
        System.arraycopy(ends, 0, starts, 1, ends.length - 1);
        return starts;
    }

    /// The places where the text begins to rise after it has fallen, in the order of the text. What comes
    /// after the end counts as below all symbols, so the text falls at its end.
    private int[] valleys() {
        int[] found = new int[length / 2];
        int count = found.length;
        boolean rising = false;
        for (int i = length - 2; i >= 0; i--) {
            int here = at(bytes, numbers, i);
            int next = at(bytes, numbers, i + 1);
            boolean rises = here < next || (here == next && rising);
            if (rising && !rises) {
                found[--count] = i + 1;
            }
            rising = rises;
        }
        return Arrays.copyOfRange(found, count, found.length);
    }

    /// Puts the valleys at the ends of their buckets, the last of them first.
    private void place(int[] valleys, int[] order, int[] ends) {
        int[] free = ends.clone();
        for (int i = valleys.length - 1; i >= 0; i--) {
            order[--free[at(bytes, numbers, valleys[i])]] = valleys[i];
        }
    }

    private void induce(int[] order, int[] ends) {
        falling(order, starts(ends));
        rising(order, ends.clone());
    }

    /// From left to right: a suffix sorts the one before it if the text falls there.
    private void falling(int[] order, int[] free) {
        byte[] b = bytes;
        int[] n = numbers;
        order[free[at(b, n, length - 1)]++] = length - 1;
        for (int i = 0; i < order.length; i++) {
            int before = order[i] - 1;
            if (before >= 0) {
                int symbol = at(b, n, before);
                if (symbol >= at(b, n, before + 1)) {
                    order[free[symbol]++] = before;
                }
            }
        }
    }

    /// From right to left: a suffix sorts the one before it if the text rises there. Among equal symbols
    /// it does when the suffix itself has been put here by this pass.
    private void rising(int[] order, int[] free) {
        byte[] b = bytes;
        int[] n = numbers;
        for (int i = order.length - 1; i >= 0; i--) {
            int before = order[i] - 1;
            if (before >= 0) {
                int symbol = at(b, n, before);
                int next = at(b, n, before + 1);
                if (symbol < next || (symbol == next && i >= free[next])) {
                    order[--free[symbol]] = before;
                }
            }
        }
    }

    /// Numbers what begins at each valley and ends with the next, equal ones equally and in their order.
    ///
    /// @param names gets the number of the valley at `i` at place `i / 2`; no two valleys are neighbours
    /// @return how many different ones there are
    private int name(int[] order, int[] valleys, int[] names) {
        Arrays.fill(names, -1);
        for (int i = 0; i < valleys.length; i++) {
            names[valleys[i] / 2] = i;
        }
        int distinct = 0;
        int previous = -1;
        int[] result = new int[valleys.length];
        for (int suffix : order) {
            int which = suffix < 0 ? -1 : valley(valleys, names, suffix);
            if (which >= 0) {
                if (previous < 0 || !same(valleys, previous, which)) {
                    distinct++;
                }
                result[which] = distinct - 1;
                previous = which;
            }
        }
        System.arraycopy(result, 0, names, 0, result.length);
        return distinct;
    }

    private static int valley(int[] valleys, int[] index, int suffix) {
        int which = index[suffix / 2];
        return which >= 0 && valleys[which] == suffix ? which : -1;
    }

    private boolean same(int[] valleys, int one, int other) {
        int a = valleys[one];
        int b = valleys[other];
        int aEnd = one + 1 < valleys.length ? valleys[one + 1] : length;
        int bEnd = other + 1 < valleys.length ? valleys[other + 1] : length;
        if (aEnd - a != bEnd - b || aEnd == length || bEnd == length) {
            return false; // the one that runs to the end of the text is like no other
        }
        for (int i = 0; i <= aEnd - a; i++) {
            if (at(bytes, numbers, a + i) != at(bytes, numbers, b + i)) {
                return false;
            }
        }
        return true;
    }

    private static void sortValleys(int[] valleys, int[] names, int distinct) {
        int[] text = Arrays.copyOf(names, valleys.length);
        int[] order;
        if (distinct == text.length) {
            order = new int[text.length];
            for (int i = 0; i < text.length; i++) {
                order[text[i]] = i;
            }
        } else {
            order = new SuffixArray(null, text, text.length, distinct).sort();
        }
        int[] inTextOrder = valleys.clone();
        for (int i = 0; i < order.length; i++) {
            valleys[i] = inTextOrder[order[i]];
        }
    }
}
