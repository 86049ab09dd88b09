package io.keelson.packages.fetch;

import io.keelson.release.Digest;
import java.net.URI;

/// A file to fetch, known before it is fetched.
///
/// @param label what a person calls it in messages: a package name and version, an index
/// @param uri `http:`, `https:` or `file:`
/// @param sha256 what its content must be
/// @param size its exact length in bytes
public record Wanted(String label, URI uri, Digest sha256, long size) {}
