package io.keelson.packages.deb;

import java.util.Arrays;

/// Pairs of a name's number and a row, to be grouped by name with the rows in the order they came.
final class Pairs {
    private int[] names = new int[1024];
    private int[] rows = new int[1024];
    private int size;

    int size() {
        return size;
    }

    void add(int name, int row) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            rows = Arrays.copyOf(rows, size * 2);
        }
        names[size] = name;
        rows[size++] = row;
    }

    /// Writes the rows, those of name 0 first, to `out`; where each name's begin, and one more for the end.
    int[] group(int count, Bytes out) {
        int[] starts = new int[count + 1];
        for (int i = 0; i < size; i++) {
            starts[names[i] + 1]++;
        }
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        out.addZeros(size * Integer.BYTES);
        int[] at = starts.clone();
        for (int i = 0; i < size; i++) {
            out.putInt(at[names[i]]++ * Integer.BYTES, rows[i]);
        }
        return starts;
    }
}
