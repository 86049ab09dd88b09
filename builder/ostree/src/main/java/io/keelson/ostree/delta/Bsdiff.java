package io.keelson.ostree.delta;

import java.io.ByteArrayOutputStream;

/// Makes a patch that turns old content into new, after Colin Percival's bsdiff: stretches that are nearly
/// equal become differences byte by byte, mostly zeros, and what has no likeness is taken as it is.
/// [PatchStream] says how the patch looks.
final class Bsdiff {
    /// A match elsewhere must be so much better than going on in parallel.
    private static final int ADVANTAGE = 8;

    private final byte[] old;
    private final byte[] now;
    private final SuffixIndex index;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    // How far the patch has got, and where in the old content.
    private int written;
    private int oldAt;

    private Bsdiff(byte[] old, byte[] now) {
        this.old = old;
        this.now = now;
        this.index = new SuffixIndex(old);
    }

    /// What [#patch] needs of memory, about.
    static long memory(long oldSize, long newSize) {
        return 14 * oldSize + 4 * newSize + (1 << 20);
    }

    /// The patch.
    static byte[] patch(byte[] old, byte[] now) {
        Bsdiff diff = new Bsdiff(old, now);
        diff.run();
        return diff.out.toByteArray();
    }

    private void run() {
        int scan = next(0);
        while (scan < now.length) {
            emit(scan, index.position());
            scan = next(scan + index.length());
        }
        emit(now.length, -1);
    }

    /// The next place at which a match elsewhere is better than the one that is being followed. The match
    /// is in [#index].
    private int next(int from) {
        int offset = oldAt - written;
        int scan = from;
        int counted = from;
        int parallel = 0; // how many bytes from scan to counted are equal if the old content is followed
        while (scan < now.length) {
            index.find(now, scan);
            for (; counted < scan + index.length(); counted++) {
                parallel += equal(counted + offset, counted) ? 1 : 0;
            }
            int length = index.length();
            if (length > 0 && length == parallel) {
                // The best match is the one that is followed anyway.
                scan += length;
                parallel = 0;
                counted = scan;
                continue;
            }
            if (length > parallel + ADVANTAGE) {
                return scan;
            }
            if (scan < counted) {
                parallel -= equal(scan + offset, scan) ? 1 : 0;
            } else {
                counted = scan + 1;
            }
            scan++;
        }
        return now.length;
    }

    private boolean equal(int inOld, int inNew) {
        return inOld >= 0 && inOld < old.length && old[inOld] == now[inNew];
    }

    /// Writes everything up to `scan`.
    ///
    /// @param position where in the old content a match for `scan` begins, or -1 at the end
    private void emit(int scan, int position) {
        int forward = forward(scan);
        int backward = position < 0 ? 0 : backward(scan, position);
        int overlap = written + forward - (scan - backward);
        if (overlap > 0) {
            int kept = split(scan, position, forward, backward, overlap);
            forward += kept - overlap;
            backward -= kept;
        }
        int copied = scan - backward - (written + forward);
        number(forward);
        number(copied);
        number(position < 0 ? 0 : (long) position - backward - (oldAt + forward));
        byte[] difference = new byte[forward];
        for (int i = 0; i < forward; i++) {
            difference[i] = (byte) (now[written + i] - old[oldAt + i]);
        }
        out.write(difference, 0, forward);
        out.write(now, written + forward, copied);
        written = scan - backward;
        oldAt = position < 0 ? oldAt : position - backward;
    }

    /// How long to follow the old content from where the patch is: while more than half is equal.
    private int forward(int scan) {
        int best = 0;
        int bestScore = 0;
        int score = 0;
        int most = Math.min(scan - written, old.length - oldAt);
        for (int i = 0; i < most; i++) {
            score += old[oldAt + i] == now[written + i] ? 1 : -1;
            if (score > bestScore) {
                bestScore = score;
                best = i + 1;
            }
        }
        return best;
    }

    /// How far before `scan` the new match reaches in the same sense.
    private int backward(int scan, int position) {
        int best = 0;
        int bestScore = 0;
        int score = 0;
        int most = Math.min(scan - written, position);
        for (int i = 1; i <= most; i++) {
            score += old[position - i] == now[scan - i] ? 1 : -1;
            if (score > bestScore) {
                bestScore = score;
                best = i;
            }
        }
        return best;
    }

    /// How many of the bytes that both matches claim the first one had better have.
    private int split(int scan, int position, int forward, int backward, int overlap) {
        int best = 0;
        int bestScore = 0;
        int score = 0;
        for (int i = 0; i < overlap; i++) {
            int at = written + forward - overlap + i;
            score += now[at] == old[oldAt + forward - overlap + i] ? 1 : 0;
            score -= now[scan - backward + i] == old[position - backward + i] ? 1 : 0;
            if (score > bestScore) {
                bestScore = score;
                best = i + 1;
            }
        }
        return best;
    }

    private void number(long value) {
        long magnitude = Math.abs(value);
        for (int i = 0; i < Long.BYTES; i++) {
            int b = (int) (magnitude >>> (8 * i)) & 0xff;
            out.write(i == Long.BYTES - 1 && value < 0 ? b | 0x80 : b);
        }
    }
}
