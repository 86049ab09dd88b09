package io.keelson.compose.treefile;

import java.nio.file.Path;

/// A file that a treefile names.
///
/// @param path absolute
/// @param declared the name as it was written, relative to the declaring file
public record FileRef(Path path, String declared, Origin origin) {}
