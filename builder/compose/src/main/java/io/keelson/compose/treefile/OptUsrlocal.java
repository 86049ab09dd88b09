package io.keelson.compose.treefile;

/// What `/opt` and `/usr/local` are.
public enum OptUsrlocal implements Word {
    /// Links into `/var`: the machine's own.
    VAR("var"),
    /// Plain directories of the image.
    ROOT("root"),
    /// Directories of the image with the machine's changes laid over them.
    STATE_OVERLAY("state-overlay");

    private final String word;

    OptUsrlocal(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
