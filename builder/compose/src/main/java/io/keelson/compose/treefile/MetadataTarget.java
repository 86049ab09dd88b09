package io.keelson.compose.treefile;

/// Where descriptive metadata of the repositories goes.
public enum MetadataTarget implements Word {
    /// Into the commit, so that it changes the checksum.
    INLINE("inline"),
    /// Beside the commit.
    DETACHED("detached"),
    /// Nowhere.
    DISABLED("disabled");

    private final String word;

    MetadataTarget(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
