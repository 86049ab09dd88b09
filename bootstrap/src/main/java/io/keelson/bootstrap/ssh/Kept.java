package io.keelson.bootstrap.ssh;

import java.util.Arrays;

/// The beginning or the end of what a host sends, whatever it sends.
final class Kept {
    private final boolean end;
    private final byte[] ring;
    private long total;

    /// @param end whether the last bytes are kept and not the first
    Kept(int most, boolean end) {
        this.ring = new byte[most];
        this.end = end;
    }

    void add(byte[] bytes, int length) {
        if (end) {
            for (int i = Math.max(0, length - ring.length); i < length; i++) {
                ring[(int) ((total + i) % ring.length)] = bytes[i];
            }
        } else if (total < ring.length) {
            System.arraycopy(bytes, 0, ring, (int) total, (int) Math.min(length, ring.length - total));
        }
        total += length;
    }

    long total() {
        return total;
    }

    boolean truncated() {
        return total > ring.length;
    }

    byte[] bytes() {
        if (!end || !truncated()) {
            return Arrays.copyOf(ring, (int) Math.min(total, ring.length));
        }
        byte[] ordered = new byte[ring.length];
        int start = (int) (total % ring.length);
        System.arraycopy(ring, start, ordered, 0, ring.length - start);
        System.arraycopy(ring, 0, ordered, ring.length - start, start);
        return ordered;
    }
}
