package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import io.keelson.ostree.posix.PosixException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The directories below `objects/` as one transaction finds and fills them. In one that was not there
/// when it was first looked for, nobody needs to look again: what is in it, this has put there. (Or another
/// process has since; then an object is brought twice, which harms nothing.)
final class Fanout {
    private static final int DIRECTORIES = 256;
    private static final int EEXIST = 17;

    private final Repository repo;
    private final AtomicReferenceArray<@Nullable State> states = new AtomicReferenceArray<>(DIRECTORIES);
    private final Set<ObjectName> added = ConcurrentHashMap.newKeySet();

    private enum State {
        ABSENT,
        MADE,
        FOUND
    }

    Fanout(Repository repo) {
        this.repo = repo;
    }

    /// Whether an object lies in the repository.
    boolean has(ObjectName name) {
        return added.contains(name) || (state(name) == State.FOUND && repo.hasOwn(name));
    }

    /// Whether anything was added.
    boolean isChanged() {
        return !added.isEmpty();
    }

    /// Makes an object of a repository with the same layout one of ours, as a hard link.
    ///
    /// @throws IOException when that is not possible; then nothing has happened
    void link(Path existing, ObjectName name) throws IOException {
        Path place = repo.place(name);
        if (state(name) == State.ABSENT) {
            Files.createDirectories(requireNonNull(place.getParent()));
            states.compareAndSet(index(name), State.ABSENT, State.MADE);
        }
        try {
            if (name.type().isMetadata() || repo.mode() == Mode.ARCHIVE) {
                Files.createLink(place, existing); // never a symbolic link, so this does what it should
            } else {
                Posix.link(existing, place);
            }
        } catch (FileAlreadyExistsException e) {
            // somebody else was faster
        } catch (PosixException e) {
            if (e.errno() != EEXIST) {
                throw e;
            }
        }
        added.add(name);
    }

    private State state(ObjectName name) {
        State known = states.get(index(name));
        if (known != null) {
            return known;
        }
        Path directory = requireNonNull(repo.place(name).getParent());
        State state = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) ? State.FOUND : State.ABSENT;
        State other = states.compareAndExchange(index(name), null, state);
        return other == null ? state : other;
    }

    private static int index(ObjectName name) {
        return (int) (name.checksum().a() >>> 56);
    }
}
