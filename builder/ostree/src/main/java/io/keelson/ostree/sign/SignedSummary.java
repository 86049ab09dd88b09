package io.keelson.ostree.sign;

import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.Durable;
import io.keelson.ostree.Repository;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// A repository's summary and the signatures in `summary.sig`.
public record SignedSummary(Repository repo) implements Signable {
    @Override
    public byte[] data() throws IOException {
        return Files.readAllBytes(repo.path().resolve("summary"));
    }

    @Override
    public Map<String, Variant> metadata() throws IOException {
        byte[] stored;
        try {
            stored = Files.readAllBytes(signatures());
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        try {
            return DetachedMetadata.decode(stored);
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted " + signatures() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void replace(Map<String, Variant> metadata) throws IOException {
        Durable.replace(signatures(), Variant.dictionary(metadata).encode(), repo.fsync());
    }

    private Path signatures() {
        return repo.path().resolve("summary.sig");
    }

    @Override
    public String what() {
        return "Summary";
    }
}
