package io.keelson.compose.treefile;

/// When `systemd-sysusers` runs during the compose.
public enum Sysusers implements Word {
    /// When the packages rely on it.
    COMPOSE_AUTO("compose-auto"),
    /// Always.
    COMPOSE_FORCED("compose-forced");

    private final String word;

    Sysusers(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
