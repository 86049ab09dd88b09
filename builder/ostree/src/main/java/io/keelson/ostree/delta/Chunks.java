package io.keelson.ostree.delta;

import io.keelson.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// Cuts content into chunks where the content itself says so, so that equal stretches are cut alike wherever
/// they are: a sum over the last bytes (each one's share is shifted out as more come) decides. Reads a
/// stream; chunks of 8 KiB on average, 32 KiB at most.
final class Chunks {
    private static final int MOST = 32 << 10;
    private static final int BUFFER = 1 << 16;

    /// 13 of the bits that the last 64 bytes decide.
    private static final long MASK = 0x1fffL << 51;

    private static final long[] SHARES = shares();

    /// Gets the chunks in their order.
    interface Visitor {
        void chunk(Digest checksum, long offset, int length) throws IOException;
    }

    private final Visitor visitor;
    private final MessageDigest digest = Digest.sha256();
    private long start;
    private int length;
    private long sum;

    private Chunks(Visitor visitor) {
        this.visitor = visitor;
    }

    /// Any fixed numbers that look random will do.
    private static long[] shares() {
        long[] shares = new long[256];
        long state = 0;
        for (int i = 0; i < shares.length; i++) {
            state += 0x9e3779b97f4a7c15L;
            long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            shares[i] = z ^ (z >>> 31);
        }
        return shares;
    }

    static void of(InputStream in, Visitor visitor) throws IOException {
        Chunks chunks = new Chunks(visitor);
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            chunks.cut(buffer, n);
        }
        chunks.end();
    }

    private void cut(byte[] buffer, int end) throws IOException {
        int from = 0;
        for (int i = 0; i < end; i++) {
            sum = (sum << 1) + SHARES[buffer[i] & 0xff];
            length++;
            if ((sum & MASK) == 0 || length == MOST) {
                digest.update(buffer, from, i + 1 - from);
                from = i + 1;
                end();
            }
        }
        digest.update(buffer, from, end - from);
    }

    private void end() throws IOException {
        if (length > 0) {
            visitor.chunk(Digest.of(digest), start, length);
            start += length;
            length = 0;
            sum = 0;
        }
    }
}
