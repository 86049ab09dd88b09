package io.keelson.compose.sandbox;

import io.keelson.ostree.posix.FileLock;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A directory for one compose, removed when it ends. Its files may belong to users that only exist in
/// the namespace, so they are removed in there. A lock beside it tells the next compose whether its
/// owner is still alive: what a killed one left is removed then.
final class Workspace implements AutoCloseable {
    private static final String PREFIX = "sandbox-";
    private static final String LOCK = ".lock";
    private static final int ATTEMPTS = 3;

    private final Path path;
    private final Path lockFile;
    private final FileLock lock;

    private Workspace(Path path, Path lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// The lock comes first: a directory without one would stay for ever if this were killed in between.
    static Workspace create(Path parent) throws IOException {
        Files.createDirectories(parent);
        removeAbandoned(parent);
        while (true) {
            Path lockFile = Files.createTempFile(parent.toRealPath(), PREFIX, LOCK);
            FileLock lock = FileLock.tryLock(lockFile, true, 0600);
            if (lock == null) {
                continue; // another compose took it for an abandoned one
            }
            if (!Files.exists(lockFile)) {
                lock.close(); // and has removed it
                continue;
            }
            Path path = directory(lockFile);
            LowerTree.makeDirectory(path, 0755); // bubblewrap passes through it
            return new Workspace(path, lockFile, lock);
        }
    }

    private static Path directory(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        delete(path);
        try {
            deleteLock(lockFile, path);
            lock.close();
        } catch (IOException e) {
            throw new KeelsonException(lockFile + ": " + e.getMessage(), e);
        }
    }

    /// Directories whose owner died, and only those: a live owner holds the lock.
    private static void removeAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            for (Path lockFile : found) {
                removeIfAbandoned(lockFile);
            }
        }
    }

    private static void removeIfAbandoned(Path lockFile) throws IOException {
        try (FileLock held = FileLock.tryLock(lockFile, true, 0600)) {
            if (held != null) {
                delete(directory(lockFile));
                deleteLock(lockFile, directory(lockFile));
            }
        }
    }

    /// Interrupts wait until it is done: this is what an interrupted compose ends with, and Ctrl-C may
    /// also hit the program that removes.
    private static void delete(Path directory) {
        boolean interrupted = Thread.interrupted();
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(directory); attempt++) {
            try {
                Command.of(UserNamespace.command(List.of("rm", "-rf", "--", directory.toString())))
                        .run();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// While the directory is there, its lock file tells the next compose to remove it.
    private static void deleteLock(Path lockFile, Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Files.deleteIfExists(lockFile);
        }
    }
}
