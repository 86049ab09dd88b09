package io.keelson.packages.apt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The dates of Release files: RFC 1123 with the zone as UTC, GMT, Z or an offset.
final class ReleaseDates {
    /// A clock may be wrong by a time zone, not by more.
    static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("d MMM uuuu H:mm:ss Z", Locale.ROOT);

    private ReleaseDates() {}

    /// The instant, or nothing when the text is no such date. The weekday is not looked at.
    static Optional<Instant> parse(String text) {
        String date = text.replaceFirst("^[A-Za-z]+,\\s*", "")
                .replaceFirst("(UTC|GMT|Z)$", "+0000")
                .replaceAll("\\s+", " ");
        try {
            return Optional.of(OffsetDateTime.parse(date, FORMAT).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
