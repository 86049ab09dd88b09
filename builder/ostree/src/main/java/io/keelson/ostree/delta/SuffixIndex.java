package io.keelson.ostree.delta;

import java.util.Arrays;

/// Finds the longest stretch of a text that other bytes begin with. Holds the last result.
final class SuffixIndex {
    private static final int PAIRS = 1 << 16;

    private final byte[] text;
    private final int[] order;
    private final int[] pairs;
    private int position;
    private int length;

    SuffixIndex(byte[] text) {
        this.text = text;
        this.order = SuffixArray.of(text);
        this.pairs = pairs();
    }

    /// For each two bytes, how many suffixes come before those that begin with them. A suffix of one byte
    /// counts to the first pair that it is below.
    private int[] pairs() {
        int[] starts = new int[PAIRS + 1];
        for (int i = 0; i + 1 < text.length; i++) {
            starts[pair(text, i) + 1]++;
        }
        if (text.length > 0) {
            starts[(text[text.length - 1] & 0xff) << 8]++;
        }
        for (int i = 1; i <= PAIRS; i++) {
            starts[i] += starts[i - 1];
        }
        return starts;
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /// Where the match begins in the text.
    int position() {
        return position;
    }

    /// How long it is.
    int length() {
        return length;
    }

    /// Looks for the bytes from `at` to the end. Matches of a single byte do not count.
    void find(byte[] bytes, int at) {
        position = 0;
        length = 0;
        if (bytes.length - at < 2) {
            return;
        }
        int pair = pair(bytes, at);
        int low = pairs[pair];
        int high = pairs[pair + 1];
        // A suffix of one byte may stand at the start of the next bucket's share; it is shorter than two bytes.
        int lowCommon = 0;
        int highCommon = 0;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int common = common(bytes, at, order[middle], Math.min(lowCommon, highCommon));
            consider(order[middle], common);
            if (below(bytes, at, order[middle], common)) {
                low = middle + 1;
                lowCommon = common;
            } else {
                high = middle;
                highCommon = common;
            }
        }
    }

    private void consider(int suffix, int common) {
        if (common > length) {
            length = common;
            position = suffix;
        }
    }

    private int common(byte[] bytes, int at, int suffix, int known) {
        int most = Math.min(bytes.length - at, text.length - suffix);
        int differing = Arrays.mismatch(text, suffix + known, suffix + most, bytes, at + known, at + most);
        return differing < 0 ? most : known + differing;
    }

    /// Whether the suffix comes before the bytes.
    private boolean below(byte[] bytes, int at, int suffix, int common) {
        if (suffix + common == text.length) {
            return true;
        }
        return at + common < bytes.length && (text[suffix + common] & 0xff) < (bytes[at + common] & 0xff);
    }
}
