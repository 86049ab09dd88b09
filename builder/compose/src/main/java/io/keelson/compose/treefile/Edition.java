package io.keelson.compose.treefile;

/// Which set of defaults a treefile starts from.
public enum Edition implements Word {
    /// What rpm-ostree did at first.
    E2014("2014"),
    /// `boot-location: modules` and `tmp-is-dir: true`.
    E2024("2024");

    private final String word;

    Edition(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
