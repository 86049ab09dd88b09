package io.keelson.cli.ostree;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a delta is named on the command line.
final class StaticDeltaId {
    private StaticDeltaId() {}

    /// Reads `FROM-TO` or `TO`.
    static DeltaName parse(@Nullable String id) {
        if (id == null) {
            throw new KeelsonException("DELTA must be specified");
        }
        for (String checksum : id.split("-", 2)) {
            if (!Digest.isHex(checksum)) {
                throw new KeelsonException("Invalid rev " + checksum);
            }
        }
        return DeltaName.parse(id);
    }

    /// The superblock of a delta in the repository, or the one at a path, which has a slash in it.
    static Path superblock(Repository repo, @Nullable String id) {
        boolean path = id != null && id.indexOf('/') >= 0;
        Path file = path ? Path.of(id) : repo.deltas().directory(parse(id)).resolve("superblock");
        if (!Files.isRegularFile(file)) {
            throw new KeelsonException(
                    "openat(" + (path ? file : repo.path().relativize(file)) + "): No such file or directory");
        }
        return file;
    }
}
