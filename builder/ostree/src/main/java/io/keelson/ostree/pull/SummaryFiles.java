package io.keelson.ostree.pull;

import io.keelson.ostree.Durable;
import io.keelson.ostree.fetch.Validators;
import io.keelson.ostree.posix.Posix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Summaries as they were fetched, each with what the server said by which it knows the version: the
/// time of the file, and an attribute for the `ETag`.
///
/// @param directory where they are, or null when nothing is kept
record SummaryFiles(@Nullable Path directory) {
    private static final String ETAG = "user.etag";

    /// A file of the cache.
    Optional<byte[]> read(String name) throws IOException {
        return directory != null && Files.isRegularFile(directory.resolve(name))
                ? Optional.of(Files.readAllBytes(directory.resolve(name)))
                : Optional.empty();
    }

    Validators validators(String name) throws IOException {
        if (directory == null || !Files.isRegularFile(directory.resolve(name))) {
            return Validators.NONE;
        }
        Path file = directory.resolve(name);
        byte[] etag = Posix.getXattr(file, ETAG);
        return new Validators(
                etag == null ? null : new String(etag, StandardCharsets.UTF_8),
                Files.getLastModifiedTime(file).toMillis() / 1000);
    }

    void write(String name, byte[] content, Validators validators) throws IOException {
        if (directory != null) {
            Files.createDirectories(directory);
            save(directory.resolve(name), content, validators, false);
        }
    }

    static void save(Path file, byte[] content, Validators validators, boolean fsync) throws IOException {
        Durable.replace(file, content, fsync);
        if (validators.lastModified() > 0) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(validators.lastModified() * 1000));
        }
        if (validators.etag() != null) {
            Posix.setXattr(file, ETAG, validators.etag().getBytes(StandardCharsets.UTF_8));
        }
    }
}
