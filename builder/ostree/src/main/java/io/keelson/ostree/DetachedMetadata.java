package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is said about a commit beside it: signatures, and whatever its makers like. No checksum covers
/// it, so anybody who can write to a repository may replace it, and nothing in it is true by itself.
public final class DetachedMetadata {
    private DetachedMetadata() {}

    /// The bytes as they are stored, for others to take over; none when nothing is said.
    public static Optional<byte[]> bytes(Repository repo, Digest commit) throws IOException {
        ObjectName name = name(commit);
        return repo.has(name) ? Optional.of(repo.readMetadata(name)) : Optional.empty();
    }

    /// What is said about a commit, by key; empty when nothing is.
    public static Map<String, Variant> read(Repository repo, Digest commit) throws IOException {
        Optional<byte[]> bytes = bytes(repo, commit);
        try {
            return bytes.isEmpty() ? Map.of() : decode(bytes.get());
        } catch (IllegalArgumentException e) {
            throw new CorruptedObject(name(commit), e);
        }
    }

    /// Reads the stored form.
    ///
    /// @throws IllegalArgumentException when it is malformed
    public static Map<String, Variant> decode(byte[] stored) {
        return Variant.decode(Variant.DICTIONARY, stored).asDictionary();
    }

    /// Replaces all that is said. Emptied metadata stays as an empty object, so that those who pull
    /// learn that it is gone.
    public static void write(Repository repo, Digest commit, Map<String, Variant> metadata) throws IOException {
        write(repo, commit, Variant.dictionary(metadata).encode());
    }

    /// Replaces all that is said with the stored form that another repository has.
    public static void write(Repository repo, Digest commit, byte[] stored) throws IOException {
        write(repo, commit, stored, repo.fsync());
    }

    static void write(Repository repo, Digest commit, byte[] stored, boolean fsync) throws IOException {
        Path file = repo.place(name(commit));
        Files.createDirectories(requireNonNull(file.getParent()));
        Durable.replace(file, stored, fsync);
    }

    private static ObjectName name(Digest commit) {
        return new ObjectName(ObjectType.COMMITMETA, commit);
    }
}
