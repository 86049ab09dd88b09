package io.keelson.packages.fetch;

import io.keelson.release.Digest;
import io.keelson.release.LastUse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Files by the SHA-256 of their content: `aa/aabbcc...`. An entry appears by rename and only after its
/// digest was checked and its bytes are on the disk, so whatever is there can be used without reading
/// it again; a killed process leaves at most a partial file, which is resumed or replaced. Several
/// processes may share a directory.
public final class ContentCache {
    private final Path directory;

    /// A cache in `directory`, which is made when something is stored.
    public ContentCache(Path directory) {
        this.directory = directory;
    }

    /// Where the cache lies.
    public Path directory() {
        return directory;
    }

    /// The entry with this digest, whatever its size.
    public Optional<Path> find(Digest digest) {
        Path entry = entry(digest);
        if (!Files.isRegularFile(entry)) {
            return Optional.empty();
        }
        LastUse.mark(entry);
        return Optional.of(entry);
    }

    /// The entry with this digest. One of another size is damaged: it is removed and not found.
    public Optional<Path> find(Digest digest, long size) throws IOException {
        Path entry = entry(digest);
        try {
            if (Files.size(entry) == size) {
                LastUse.mark(entry);
                return Optional.of(entry);
            }
            Files.deleteIfExists(entry);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /// Stores `content`.
    public Digest put(byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        if (find(digest, content.length).isPresent()) {
            return digest;
        }
        Path temporary = Files.createTempFile(Files.createDirectories(directory.resolve("partial")), "new", "");
        try {
            try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
                file.force(false);
            }
            keep(temporary, digest);
            return digest;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Where the beginning of a file lies that has not arrived as a whole.
    Path partial(Digest digest) throws IOException {
        return Files.createDirectories(directory.resolve("partial")).resolve(digest.hex());
    }

    /// Makes a complete, checked and synced file the entry of `digest`.
    Path keep(Path file, Digest digest) throws IOException {
        Path entry = entry(digest);
        Files.createDirectories(entry.resolveSibling("."));
        return Files.move(file, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    CacheLocks.Held lock(Digest digest) throws IOException, InterruptedException {
        return CacheLocks.of(Files.createDirectories(directory)).lock(digest);
    }

    private Path entry(Digest digest) {
        String hex = digest.hex();
        return directory.resolve(hex.substring(0, 2)).resolve(hex);
    }
}
