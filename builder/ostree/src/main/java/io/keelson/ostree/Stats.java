package io.keelson.ostree;

/// What a transaction was given and what of it was new.
///
/// @param contentBytesWritten uncompressed bytes of the new files
public record Stats(
        long metadataTotal, long metadataWritten, long contentTotal, long contentWritten, long contentBytesWritten) {}
