package io.keelson.cli.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command keeps what it needs again.
public final class CacheOptions {
    @Option(
            names = "--cachedir",
            paramLabel = "DIR",
            description = "Keep packages, indices and initramfs images here (default: ~/.cache/keelson).")
    private @Nullable Path directory;

    @Option(names = "--cache-only", description = "Use what the cache has; never ask the network.")
    private boolean cacheOnly;

    /// The directory, absolute; it need not be there yet.
    public Path directory() {
        if (directory != null) {
            return directory.toAbsolutePath();
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("keelson").toAbsolutePath();
    }

    /// Whether the network must not be asked.
    public boolean cacheOnly() {
        return cacheOnly;
    }
}
