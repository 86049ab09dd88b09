package io.keelson.bootstrap.rollout;

import java.util.Locale;

/// Where a host is in a rollout.
///
/// ```
/// PENDING ► CHECKED ► STAGING ► STAGED ► CORDONING ► DRAINED ► REBOOTING ► WATCHING ► CONFIRMED | REJECTED | ...
/// ```
///
/// STAGING, CORDONING and REBOOTING are written before the host is touched: whoever finds them last asks the host.
public enum Phase {
    /// Nothing was done.
    PENDING("waits"),
    /// It answers, and nothing is in the way.
    CHECKED("checked"),
    /// It is about to be asked.
    STAGING("stages"),
    /// It took the request; the next start is into it.
    STAGED("staged"),
    /// Its node is about to be cordoned and drained.
    CORDONING("drains"),
    /// Its node has no pods left.
    DRAINED("drained"),
    /// It is about to be restarted.
    REBOOTING("restarts"),
    /// It restarts, and judges itself.
    WATCHING("comes back"),
    /// It runs what was wanted, and is healthy.
    CONFIRMED("confirmed"),
    /// It ran that already.
    UNCHANGED("unchanged"),
    /// It went back by itself.
    REJECTED("rejected"),
    /// It never started it.
    INTERRUPTED("interrupted"),
    /// It was confirmed, and then was not healthy any more.
    UNHEALTHY("unhealthy"),
    /// Something else went wrong.
    FAILED("failed");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /// For people.
    public String word() {
        return word;
    }

    /// For files.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Nothing more happens to the host.
    public boolean isFinal() {
        return compareTo(CONFIRMED) >= 0;
    }

    /// What nobody wanted.
    public boolean isBad() {
        return compareTo(REJECTED) >= 0;
    }
}
