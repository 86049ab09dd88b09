package io.keelson.compose.treefile;

/// A script written inside a treefile, to its last byte.
public record Script(String text, Origin origin) {}
