package io.keelson.ostree.delta;

import io.keelson.ostree.ObjectName;

/// An object that the delta leaves out, to be fetched by itself.
///
/// @param compressedSize bytes to fetch
/// @param size bytes of the content
public record Fallback(ObjectName object, long compressedSize, long size) {}
