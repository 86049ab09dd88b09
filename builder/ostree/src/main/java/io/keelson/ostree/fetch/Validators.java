package io.keelson.ostree.fetch;

import org.jspecify.annotations.Nullable;

/// What a server said by which it knows whether a file has changed.
///
/// @param etag the `ETag` header, or null
/// @param lastModified seconds after the epoch, 0 when it did not say
public record Validators(@Nullable String etag, long lastModified) {
    /// Nothing is known.
    public static final Validators NONE = new Validators(null, 0);
}
