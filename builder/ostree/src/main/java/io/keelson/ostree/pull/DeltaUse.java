package io.keelson.ostree.pull;

/// Whether static deltas are fetched in place of objects.
public enum DeltaUse {
    /// Never: each object is fetched by itself.
    NEVER,
    /// Where the server offers one that leads to a commit from one that is here, or from nothing.
    PREFERRED,
    /// A commit to which none leads is an error.
    REQUIRED
}
