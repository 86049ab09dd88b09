package io.keelson.compose;

import io.keelson.ostree.posix.FileLock;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Says that a compose works in a cache directory. Whoever comes when nobody else is there first removes
/// what killed ones left half done: entries of the caches whose names begin with a dot.
final class CacheUse implements AutoCloseable {
    static final String LOCK = ".lock";
    private static final long POLL_MILLIS = 20;

    private final FileLock shared;

    private CacheUse(FileLock shared) {
        this.shared = shared;
    }

    /// Begins to use `cache`, which is made when it is missing.
    ///
    /// @throws KeelsonException when it cannot be used
    static CacheUse begin(Path cache) throws InterruptedException {
        try {
            return tryBegin(cache);
        } catch (IOException e) {
            throw new KeelsonException("cannot use the cache " + cache + ": " + e, e)
                    .withHint("make it writable and free space there, or keep the cache elsewhere with --cachedir");
        }
    }

    private static CacheUse tryBegin(Path cache) throws IOException, InterruptedException {
        Path lock = Files.createDirectories(cache).resolve(LOCK);
        FileLock alone = FileLock.tryLock(lock, true, 0660);
        if (alone != null) {
            try (alone) {
                removeHalfDone(cache);
            }
        }
        FileLock shared = FileLock.tryLock(lock, false, 0660);
        while (shared == null) { // somebody else is cleaning
            Thread.sleep(POLL_MILLIS);
            shared = FileLock.tryLock(lock, false, 0660);
        }
        return new CacheUse(shared);
    }

    private static void removeHalfDone(Path cache) throws IOException {
        removeHidden(cache.resolve("packages"));
        removeHidden(cache.resolve("layers"));
        for (Path images : list(cache.resolve("initramfs"), "*")) {
            removeHidden(images);
        }
    }

    private static void removeHidden(Path directory) throws IOException {
        for (Path left : list(directory, ".*")) {
            try (Stream<Path> all = Files.walk(left)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<Path> list(Path directory, String glob) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
            List<Path> all = new ArrayList<>();
            found.forEach(all::add);
            return all;
        }
    }

    @Override
    public void close() throws IOException {
        shared.close();
    }
}
