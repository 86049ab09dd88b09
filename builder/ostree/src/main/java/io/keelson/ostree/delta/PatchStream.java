package io.keelson.ostree.delta;

import io.keelson.release.KeelsonException;
import java.io.InputStream;
import java.util.Objects;

/// Applies a patch while being read. A patch is triples of numbers `add`, `copy`, `seek`, each followed by
/// `add` bytes, which are added to those of the old content, and `copy` bytes, which are taken as they are;
/// `seek` then moves on in the old content. Where there is no old content it counts as zeros.
final class PatchStream extends InputStream {
    private static final int NUMBER = 8;

    private final Blob old;
    private final Blob blob;
    private final long patchEnd;
    private long patchAt;
    private long left;
    private long oldAt;
    private long adding;
    private long copying;
    private long seek;

    /// @param size of the new content; reading ends after so many bytes
    PatchStream(Blob old, Blob blob, Range patch, long size) {
        this.old = old;
        this.blob = blob;
        this.patchAt = patch.start();
        this.patchEnd = patch.end();
        this.left = size;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        while (adding == 0 && copying == 0) {
            control();
        }
        boolean add = adding > 0;
        int n = (int) Math.min(length, add ? adding : copying);
        take(target, offset, n);
        if (add) {
            addOld(target, offset, n);
            adding -= n;
            oldAt += n;
        } else {
            copying -= n;
        }
        if (adding == 0 && copying == 0) {
            oldAt += seek;
        }
        left -= n;
        return n;
    }

    private void control() {
        byte[] numbers = new byte[3 * NUMBER];
        take(numbers, 0, numbers.length);
        adding = number(numbers, 0);
        copying = number(numbers, NUMBER);
        seek = number(numbers, 2 * NUMBER);
        if (adding < 0 || copying < 0 || adding > left || copying > left - adding) {
            throw new KeelsonException("bsdiff patch failed: it makes more than it should");
        }
        if (adding == 0 && copying == 0) {
            oldAt += seek;
        }
    }

    /// Least significant byte first; the highest bit is the sign of the rest.
    private static long number(byte[] bytes, int at) {
        long value = 0;
        for (int i = NUMBER - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value >= 0 ? value : -(value & Long.MAX_VALUE);
    }

    private void take(byte[] target, int offset, int length) {
        if (patchEnd - patchAt < length) {
            throw new KeelsonException("bsdiff patch failed: it ends too early");
        }
        blob.copyTo(target, offset, patchAt, length);
        patchAt += length;
    }

    private void addOld(byte[] target, int offset, int length) {
        long from = Math.max(oldAt, 0);
        long to = Math.min(oldAt + length, old.size());
        if (from >= to) {
            return;
        }
        byte[] bytes = old.bytes(new Range(from, to));
        int at = offset + (int) (from - oldAt);
        for (int i = 0; i < bytes.length; i++) {
            target[at + i] += bytes[i];
        }
    }
}
