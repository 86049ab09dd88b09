package io.keelson.ostree;

import io.keelson.ostree.posix.FileLock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A directory in `tmp/` for the objects of one transaction, laid out as `objects/` is. A complete
/// object has its name; an incomplete one has a name with a leading dot. What a killed process of
/// the same boot left is taken over, since the page cache still holds it; after a reboot it is not
/// trusted, because nothing of it was ever synced.
final class Staging implements AutoCloseable {
    private static final String PREFIX = "staging-";
    private static final String LOCK_SUFFIX = "-lock";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Path root;
    private final FileLock lock;
    private final AtomicLong temporaries = new AtomicLong();
    private final AtomicReferenceArray<@Nullable Path> fanout = new AtomicReferenceArray<>(256);

    private Staging(Path root, FileLock lock) {
        this.root = root;
        this.lock = lock;
    }

    static Staging acquire(Path tmp) throws IOException {
        String prefix = PREFIX + bootId() + "-";
        for (Path entry : Durable.list(tmp)) {
            String name = entry.getFileName().toString();
            if (name.startsWith(prefix) && !name.endsWith(LOCK_SUFFIX)) {
                FileLock lock = lock(entry);
                if (lock != null && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    Staging staging = new Staging(entry, lock);
                    staging.removeIncomplete();
                    return staging;
                }
                abandon(entry, lock);
            }
        }
        return create(tmp, prefix);
    }

    private static void abandon(Path directory, @Nullable FileLock lock) throws IOException {
        if (lock != null) {
            Files.deleteIfExists(lockFile(directory));
            lock.close();
        }
    }

    private static Staging create(Path tmp, String prefix) throws IOException {
        while (true) {
            Path root = tmp.resolve(prefix + randomName());
            try {
                Files.createDirectory(root);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            FileLock lock = lock(root);
            if (lock != null) {
                return new Staging(root, lock);
            }
            // Somebody found the directory before it was locked: it is theirs now.
        }
    }

    private static String randomName() {
        SecureRandom random = new SecureRandom();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }

    private static Path lockFile(Path directory) {
        return directory.resolveSibling(directory.getFileName() + LOCK_SUFFIX);
    }

    private static @Nullable FileLock lock(Path directory) throws IOException {
        return FileLock.tryLock(lockFile(directory), true, 0660);
    }

    private static String bootId() throws IOException {
        String override = System.getenv("OSTREE_BOOTID");
        return override != null
                ? override
                : Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    private void removeIncomplete() throws IOException {
        for (Path directory : Durable.list(root)) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(directory);
            }
        }
    }

    Path root() {
        return root;
    }

    /// A name for something incomplete; the file does not exist.
    Path temporary() {
        return root.resolve(".tmp-" + temporaries.incrementAndGet());
    }

    /// The place of a complete object; its directory exists.
    Path place(ObjectName name, Mode mode) throws IOException {
        int first = (int) (name.checksum().a() >>> 56);
        Path directory = fanout.get(first);
        if (directory == null) {
            directory = root.resolve(name.checksum().hex().substring(0, 2));
            Files.createDirectories(directory);
            fanout.set(first, directory);
        }
        return directory.resolve(name.path(mode).substring(3));
    }

    /// All complete objects.
    List<ObjectName> objects(Mode mode) throws IOException {
        return ObjectListing.list(root, mode);
    }

    /// Gives the lock back; the complete objects stay for the next transaction.
    void suspend() throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            removeIncomplete();
        }
        lock.close();
    }

    /// Removes everything and gives the lock back.
    @Override
    public void close() throws IOException {
        Durable.deleteTree(root);
        Files.deleteIfExists(lockFile(root));
        lock.close();
    }

    /// Removes staging of other boots, locks whose directory is gone (a process was killed between the
    /// two), and whatever else is older than `expirySeconds`. The cache stays.
    static void clean(Path tmp, long expirySeconds) throws IOException {
        String mine = PREFIX + bootId() + "-";
        long oldest = System.currentTimeMillis() - expirySeconds * 1000;
        for (Path entry : new ArrayList<>(Durable.list(tmp))) {
            String name = entry.getFileName().toString();
            boolean otherBoot = name.startsWith(PREFIX) && !name.startsWith(mine);
            if (!name.equals("cache") && (otherBoot || locksNothing(entry, name) || olderThan(entry, oldest))) {
                remove(entry, name);
            }
        }
    }

    /// A directory is made before its lock and removed before it.
    private static boolean locksNothing(Path entry, String name) {
        return name.startsWith(PREFIX)
                && name.endsWith(LOCK_SUFFIX)
                && !Files.exists(guarded(entry, name), LinkOption.NOFOLLOW_LINKS);
    }

    private static Path guarded(Path lockFile, String name) {
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length()));
    }

    private static boolean olderThan(Path entry, long oldest) throws IOException {
        try {
            return Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toMillis() < oldest;
        } catch (NoSuchFileException e) {
            return false; // somebody else cleans, too
        }
    }

    private static void remove(Path entry, String name) throws IOException {
        if (!name.startsWith(PREFIX)) {
            Durable.deleteTree(entry);
            return;
        }
        Path directory = name.endsWith(LOCK_SUFFIX) ? guarded(entry, name) : entry;
        FileLock lock = lock(directory);
        if (lock != null) {
            Durable.deleteTree(directory);
            abandon(directory, lock);
        }
    }
}
