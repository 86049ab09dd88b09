package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Files of an archive as they are when unpacked, for checkouts in user mode to link to. Libostree uses the
/// same ones.
final class UncompressedCache {
    private static final String NAME = "uncompressed-objects-cache";

    private final Repository repo;
    private final AtomicLong temporaries = new AtomicLong();

    UncompressedCache(Repository repo) {
        this.repo = repo;
    }

    static Path directory(Repository repo) {
        return repo.path().resolve(NAME);
    }

    /// The unpacked file of an object, made when it is missing.
    Path get(Digest checksum) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        Path place = directory(repo).resolve(name.path(Mode.BARE));
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            make(checksum, place);
        }
        return place;
    }

    private void make(Digest checksum, Path place) throws IOException {
        Path directory = requireNonNull(place.getParent());
        Files.createDirectories(directory);
        String name = ".tmp-" + ProcessHandle.current().pid() + "-" + temporaries.incrementAndGet();
        Path temp = directory.resolve(name);
        try (FileObject file = repo.readFile(checksum)) {
            Plain.create(temp, file.header(), file.content(), file.size());
            Posix.chmod(temp, CheckoutFile.userMode(file.header()));
            Posix.setTimes(temp, 0);
            publish(temp, place);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("remove " + temp + ", which a killed process left", e);
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// Never replaces what another thread has put there: whoever is about to link it would find it gone.
    private static void publish(Path temp, Path place) throws IOException {
        try {
            Files.createLink(place, temp);
        } catch (FileAlreadyExistsException e) {
            // the same content
        }
    }
}
