package io.keelson.packages.fetch;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One lock for each digest of a cache directory, between threads and between processes. All of them
/// are byte ranges of one lock file, so none is left lying around.
///
/// POSIX drops a process's locks on a file when it closes any descriptor of that file. So a directory
/// has one instance for the life of the JVM, which is never closed.
final class CacheLocks {
    private static final Map<Path, CacheLocks> INSTANCES = new ConcurrentHashMap<>();

    /// How often to look whether another process is done.
    private static final long POLL_MILLIS = 50;

    private final FileChannel file;
    private final Set<Long> held = new HashSet<>();

    private CacheLocks(FileChannel file) {
        this.file = file;
    }

    static CacheLocks of(Path directory) throws IOException {
        Path real = directory.toRealPath();
        CacheLocks known = INSTANCES.get(real);
        if (known != null) {
            return known;
        }
        synchronized (INSTANCES) {
            CacheLocks locks = INSTANCES.get(real);
            if (locks == null) {
                locks = new CacheLocks(
                        FileChannel.open(real.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                INSTANCES.put(real, locks);
            }
            return locks;
        }
    }

    /// A lock that is held until it is closed.
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /// Waits for the lock of `digest`.
    Held lock(Digest digest) throws IOException, InterruptedException {
        // Two digests that share 62 bits would only wait for each other.
        long position = digest.a() >>> 2;
        enter(position);
        try {
            FileLock lock = file.tryLock(position, 1, false);
            while (lock == null) {
                Thread.sleep(POLL_MILLIS); // a blocking lock() would close the file when interrupted
                lock = file.tryLock(position, 1, false);
            }
            FileLock taken = lock;
            return () -> {
                try {
                    taken.release();
                } finally {
                    leave(position);
                }
            };
        } catch (IOException | InterruptedException | RuntimeException e) {
            leave(position);
            throw e;
        }
    }

    private synchronized void enter(long position) throws InterruptedException {
        while (!held.add(position)) {
            wait();
        }
    }

    private synchronized void leave(long position) {
        held.remove(position);
        notifyAll();
    }
}
