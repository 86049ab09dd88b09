package io.keelson.ostree;

import io.keelson.release.Digest;
import java.nio.file.Path;

/// Where a tree of a commit comes from.
public sealed interface TreeSource {
    /// A directory on disk.
    record Dir(Path path) implements TreeSource {}

    /// The tree of a commit in the same repository.
    record Committed(Digest commit) implements TreeSource {}

    /// A tar archive, plain or compressed with gzip; `-` is standard input.
    record Tar(Path path, boolean makeParents) implements TreeSource {}
}
