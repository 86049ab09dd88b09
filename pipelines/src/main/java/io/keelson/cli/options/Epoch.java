package io.keelson.cli.options;

import io.keelson.release.KeelsonException;
import java.time.Instant;

/// The time that a build claims to happen at.
public final class Epoch {
    private static final String VARIABLE = "SOURCE_DATE_EPOCH";

    private Epoch() {}

    /// `SOURCE_DATE_EPOCH`, or now; seconds since 1970.
    public static long now() {
        String text = System.getenv(VARIABLE);
        if (text == null || text.isEmpty()) {
            return Instant.now().getEpochSecond();
        }
        if (!text.matches("[0-9]{1,12}")) {
            throw KeelsonException.usage(VARIABLE + "=" + text + " is not a number of seconds since 1970");
        }
        return Long.parseLong(text);
    }
}
