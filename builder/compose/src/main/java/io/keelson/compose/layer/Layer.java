package io.keelson.compose.layer;

import io.keelson.release.Digest;

/// A commit that is laid over the packages.
///
/// @param where the place in the treefile and the key, for messages
/// @param name the ref or the commit as the treefile has it
/// @param overrides whether its files win over what is there
public record Layer(String where, String name, Digest commit, boolean overrides) {}
