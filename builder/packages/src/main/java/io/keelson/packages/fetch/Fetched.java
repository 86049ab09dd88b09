package io.keelson.packages.fetch;

import java.nio.file.Path;

/// A file that has arrived, or was in the cache already. It is shared: read it, never write to it.
public record Fetched(Wanted wanted, Path file) {}
