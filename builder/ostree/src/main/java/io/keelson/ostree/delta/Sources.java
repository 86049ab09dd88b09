package io.keelson.ostree.delta;

import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The file objects that one object is made from, opened once each.
final class Sources implements AutoCloseable {
    /// libostree writes deltas with one. To open many takes time, which a hostile part could waste.
    private static final int MOST = 8;

    private final Repository repo;
    private final Map<Digest, Blob> opened = new LinkedHashMap<>();

    Sources(Repository repo) {
        this.repo = repo;
    }

    Blob open(Digest checksum) throws IOException {
        Blob known = opened.get(checksum);
        if (known != null) {
            return known;
        }
        if (opened.size() == MOST) {
            throw new KeelsonException("An object of a delta part has more than " + MOST + " sources");
        }
        try (FileObject file = repo.readFile(checksum)) {
            if (file.header().isSymlink()) {
                throw new KeelsonException("Source " + checksum + " is a symbolic link");
            }
            Blob blob = Blob.spool(
                    file.content(),
                    file.size(),
                    "Source " + checksum,
                    repo.path().resolve("tmp"));
            opened.put(checksum, blob);
            return blob;
        }
    }

    @Override
    public void close() {
        opened.values().forEach(Blob::close);
    }
}
