package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What tells clients that a commit is not here on purpose.
final class Tombstone {
    private Tombstone() {}

    static void write(Repository repo, Digest commit) throws IOException {
        byte[] checksum = (commit.hex() + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] tombstone =
                Variant.dictionary(Map.of("commit", Variant.of(checksum))).encode();
        Path place = repo.place(new ObjectName(ObjectType.TOMBSTONE, commit));
        Files.createDirectories(requireNonNull(place.getParent()));
        Durable.replace(place, tombstone, repo.fsync());
    }
}
