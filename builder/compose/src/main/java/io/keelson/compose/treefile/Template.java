package io.keelson.compose.treefile;

/// Text in which `${name}` is replaced, and where it stands.
record Template(String text, Origin origin) {}
