package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/// The right to remove objects: as long as it is held, nobody adds any. Removing a commit removes
/// what is said about it, too, and leaves a tombstone where the configuration wants one. Whoever
/// removes commits and then what they consist of calls [#sync()] in between, lest a power failure
/// keep a commit without its objects.
public final class Removal implements AutoCloseable {
    private final Repository repo;
    private final RepoLock lock;
    private final Set<Path> changed = new TreeSet<>();

    private Removal(Repository repo, RepoLock lock) {
        this.repo = repo;
        this.lock = lock;
    }

    static Removal begin(Repository repo) throws IOException {
        return new Removal(repo, RepoLock.take(repo, true));
    }

    /// Bytes that an object takes on disk.
    public long size(ObjectName name) throws IOException {
        return Files.readAttributes(repo.place(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .size();
    }

    /// Removes an object.
    ///
    /// @throws java.nio.file.NoSuchFileException when it is not there
    public void delete(ObjectName name) throws IOException {
        Path place = repo.place(name);
        if (name.type() == ObjectType.COMMIT) {
            if (repo.config().getBoolean("core", "tombstone-commits", false)) {
                Tombstone.write(repo, name.checksum());
            }
            Files.deleteIfExists(repo.place(new ObjectName(ObjectType.COMMITMETA, name.checksum())));
        }
        Files.delete(place);
        changed.add(requireNonNull(place.getParent()));
        if (name.type() == ObjectType.COMMIT) {
            // Last: a commit that is not whole must not look as if it were.
            repo.partialCommits().set(name.checksum(), PartialCommits.State.WHOLE);
        }
    }

    /// Makes what was removed so far stay removed.
    public void sync() throws IOException {
        if (repo.fsync() && !changed.isEmpty()) {
            Posix.syncfs(repo.objects());
        }
        changed.clear();
    }

    /// Lets others in again.
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
