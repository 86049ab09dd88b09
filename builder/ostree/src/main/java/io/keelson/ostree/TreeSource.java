package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Where a tree of a commit comes from.
public sealed interface TreeSource {
    /// A directory on disk.
    record Dir(Path path) implements TreeSource {}

    /// The tree of a commit in the same repository.
    record Committed(Digest commit) implements TreeSource {}

    /// A tar or cpio archive, plain or compressed with gzip, xz, zstd or bzip2; `-` is standard input.
    ///
    /// @param makeParents whether directories may be missing in the archive
    /// @param rename what names in the archive, without a slash at the beginning, become
    record Tar(Path path, boolean makeParents, UnaryOperator<String> rename) implements TreeSource {
        /// An archive whose names stay as they are.
        public Tar(Path path, boolean makeParents) {
            this(path, makeParents, UnaryOperator.identity());
        }

        /// The names on the way to a file, from the root of the tree.
        List<String> parts(String name) {
            return split(rename.apply(relative(name)));
        }

        /// A slash at the end stays: patterns may ask for it.
        private static String relative(String name) {
            String relative = name;
            while (relative.startsWith("./") || relative.startsWith("/")) {
                relative = relative.substring(relative.indexOf('/') + 1);
            }
            return relative.equals(".") ? "" : relative;
        }

        private List<String> split(String name) {
            List<String> parts = Arrays.stream(name.split("/", -1))
                    .filter(part -> !part.isEmpty() && !part.equals("."))
                    .toList();
            if (parts.contains("..")) {
                throw new KeelsonException(path + ": Invalid uplink '..' in path " + name);
            }
            return parts;
        }
    }
}
