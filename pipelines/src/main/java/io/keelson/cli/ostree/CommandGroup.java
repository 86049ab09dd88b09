package io.keelson.cli.ostree;

/// A command that others stand below.
interface CommandGroup {
    /// The one at the top, which knows where to speak and which repository is meant.
    OstreeCommand ostree();
}
