package io.keelson.compose.sandbox;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A directory for one compose, removed when it ends. Its files may belong to users that only exist in
/// the namespace, so they are removed in there. A lock beside it tells the next compose whether its
/// owner is still alive: what a killed one left is removed then.
final class Workspace implements AutoCloseable {
    private static final String PREFIX = "sandbox-";
    private static final String LOCK = ".lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;
    private final Thread atExit = new Thread(this::remove, "remove sandbox");

    private Workspace(Path path, Path lockFile, FileChannel lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static Workspace create(Path parent) throws IOException, InterruptedException {
        Files.createDirectories(parent);
        removeAbandoned(parent);
        Path path = Files.createTempDirectory(parent.toRealPath(), PREFIX);
        Path lockFile = path.resolveSibling(path.getFileName() + LOCK);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new KeelsonException(lockFile + ": somebody else locked a new file");
        }
        Files.setPosixFilePermissions(path, LowerTree.permissions(0755)); // bubblewrap passes through it
        Workspace workspace = new Workspace(path, lockFile, channel);
        Runtime.getRuntime().addShutdownHook(workspace.atExit);
        return workspace;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the machine is going down, and the hook does it
        }
        remove();
    }

    private void remove() {
        delete(path);
        try {
            Files.deleteIfExists(lockFile);
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
        String name = lockFile.getFileName().toString();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock held = tryLock(channel)) {
            if (held != null) {
                delete(lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(lockFile);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another compose in this very process
        }
    }

    /// Interrupts wait until it is done: this is what an interrupted compose ends with.
    private static void delete(Path directory) {
        boolean interrupted = Thread.interrupted();
        try {
            Command.of(UserNamespace.command(List.of("rm", "-rf", "--", directory.toString())))
                    .run();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
