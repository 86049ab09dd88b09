package io.keelson.compose.treefile;

import java.nio.file.Path;

/// A file or a directory that is copied into the image.
///
/// @param source absolute
/// @param declared the source as it was written, relative to the declaring file
/// @param destination inside the image, without a leading slash: `usr/share/x`, `etc/x`
public record AddFile(Path source, String declared, String destination, Origin origin) {}
