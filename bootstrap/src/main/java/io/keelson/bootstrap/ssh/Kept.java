package io.keelson.bootstrap.ssh;

import java.util.Arrays;

/// The beginning or the end of what a host sends, whatever it sends.
final class Kept {
    private final boolean end;
    private final int most;
    private byte[] ring = new byte[0];
    private long total;

    /// @param end whether the last bytes are kept and not the first
    Kept(int most, boolean end) {
        this.most = most;
        this.end = end;
    }

    void add(byte[] bytes, int length) {
        grow((int) Math.min(most, total + length));
        if (end) {
            for (int i = Math.max(0, length - ring.length); i < length; i++) {
                ring[(int) ((total + i) % ring.length)] = bytes[i];
            }
        } else if (total < ring.length) {
            System.arraycopy(bytes, 0, ring, (int) total, (int) Math.min(length, ring.length - total));
        }
        total += length;
    }

    /// It is a ring only once it has its full size.
    private void grow(int needed) {
        if (needed > ring.length) {
            ring = Arrays.copyOf(ring, (int) Math.min(most, Math.max(needed, 2L * ring.length)));
        }
    }

    long total() {
        return total;
    }

    boolean truncated() {
        return total > most;
    }

    byte[] bytes() {
        if (!end || !truncated() || most == 0) {
            return Arrays.copyOf(ring, (int) Math.min(total, ring.length));
        }
        byte[] ordered = new byte[ring.length];
        int start = (int) (total % ring.length);
        System.arraycopy(ring, start, ordered, 0, ring.length - start);
        System.arraycopy(ring, 0, ordered, ring.length - start, start);
        return ordered;
    }
}
