package io.keelson.ostree;

import io.keelson.ostree.posix.FileLock;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lock on a repository: shared for those who add, exclusive for those who remove.
final class RepoLock implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final @Nullable FileLock lock;

    private RepoLock(@Nullable FileLock lock) {
        this.lock = lock;
    }

    /// Waits for the lock as long as `core.lock-timeout-secs` says; -1 means for ever.
    static RepoLock take(Repository repo, boolean exclusive) throws IOException {
        Config config = repo.config();
        if (!config.getBoolean("core", "locking", true) || !Files.isWritable(repo.objects())) {
            return new RepoLock(null);
        }
        long timeout = config.getLong("core", "lock-timeout-secs", 30);
        Path file = repo.path().resolve(".lock");
        long end = System.nanoTime() + timeout * 1_000_000_000L;
        while (true) {
            FileLock lock = FileLock.tryLock(file, exclusive, 0660);
            if (lock != null) {
                return new RepoLock(lock);
            }
            if (timeout >= 0 && System.nanoTime() > end) {
                String kind = exclusive ? "exclusive" : "shared";
                throw new KeelsonException(
                        "Locking repo " + kind + " failed: Resource temporarily unavailable (" + repo.path() + ")");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("interrupted while waiting for the repository's lock", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
