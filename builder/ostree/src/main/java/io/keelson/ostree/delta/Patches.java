package io.keelson.ostree.delta;

import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Patches in the order of the changes, made by several threads a little ahead of their use.
final class Patches {
    private static final int MEBIBYTE = 1 << 20;

    private final Repository repo;
    private final Threads threads;
    private final int ahead;
    private final Semaphore memory;
    private final Iterator<Change> left;
    private final Deque<Future<byte[]>> made = new ArrayDeque<>();

    /// @param memory bytes that all comparisons at a time may need; each of `changes` needs no more
    Patches(Repository repo, List<Change> changes, Threads threads, int ahead, long memory) {
        this.repo = repo;
        this.threads = threads;
        this.ahead = ahead;
        this.memory = new Semaphore(mebibytes(memory) + 1, true);
        this.left = changes.iterator();
    }

    private static int mebibytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE - 1, (bytes + MEBIBYTE - 1) / MEBIBYTE);
    }

    /// The patch of the next change.
    byte[] next() throws IOException {
        while (made.size() < ahead && left.hasNext()) {
            Change change = left.next();
            made.add(threads.call(() -> make(change)));
        }
        return Threads.get(made.remove());
    }

    private byte[] make(Change change) throws IOException {
        int needed = mebibytes(change.memory());
        memory.acquireUninterruptibly(needed);
        try {
            return Bsdiff.patch(
                    content(change.old().checksum()), content(change.now().checksum()));
        } finally {
            memory.release(needed);
        }
    }

    private byte[] content(Digest checksum) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            byte[] bytes = file.content().readNBytes((int) file.size());
            if (bytes.length < file.size()) {
                throw new EOFException(checksum + ".file ends early");
            }
            return bytes;
        }
    }
}
