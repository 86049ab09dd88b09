package io.keelson.compose.treefile;

/// Whose rpm decides the format of the package database.
public enum Rpmdb implements Word {
    /// The rpm inside the image.
    TARGET("target"),
    /// The rpm of the machine that composes.
    HOST("host");

    private final String word;

    Rpmdb(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
