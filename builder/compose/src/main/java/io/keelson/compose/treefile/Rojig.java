package io.keelson.compose.treefile;

import java.util.Optional;

/// What described an image in a scheme that is gone; parsed so that old treefiles load.
public record Rojig(String name, String summary, String license, Optional<String> description) {}
