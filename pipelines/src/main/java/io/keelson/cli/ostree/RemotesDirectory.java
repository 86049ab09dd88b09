package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.Remotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Knows which repository is that of a system, whose remotes lie in `/etc`.
final class RemotesDirectory {
    private static final String BELOW = "etc/ostree/remotes.d";
    private static final Path SYSTEM = Path.of("/ostree/repo");

    private RemotesDirectory() {}

    /// @param sysroot the system that was named, or null
    static Remotes remotes(Repository repo, @Nullable Path sysroot) throws IOException {
        if (sysroot != null) {
            return new Remotes(repo, sysroot.resolve(BELOW));
        }
        boolean system = Files.isDirectory(SYSTEM) && Files.isSameFile(SYSTEM, repo.path());
        return new Remotes(repo, system ? Path.of("/").resolve(BELOW) : null);
    }
}
