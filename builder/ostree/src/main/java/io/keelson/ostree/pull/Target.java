package io.keelson.ostree.pull;

import io.keelson.release.Digest;
import org.jspecify.annotations.Nullable;

/// A commit of a remote that is fetched.
///
/// @param collection whose ref it is, or null when that is not known
/// @param ref the ref, or null when a commit was asked for
record Target(@Nullable String collection, @Nullable String ref, Digest commit) {}
