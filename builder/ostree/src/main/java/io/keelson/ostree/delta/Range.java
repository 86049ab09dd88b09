package io.keelson.ostree.delta;

/// Some bytes of a [Blob].
///
/// @param end the first that is no longer part of it
record Range(long start, long end) {
    long length() {
        return end - start;
    }
}
