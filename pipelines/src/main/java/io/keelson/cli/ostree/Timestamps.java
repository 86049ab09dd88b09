package io.keelson.cli.ostree;

import io.keelson.release.KeelsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Points in time as people write them.
final class Timestamps {
    /// `2026-03-01`, `2026-03-01 12:00`, `2026-03-01T12:00:00.5Z`, `2026-03-01 12:00:00 +0100`.
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[ ]")
            .appendPattern("[XXX][XX]['UTC']['GMT']")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Timestamps() {}

    /// Seconds after the epoch: what `--timestamp` says, else SOURCE_DATE_EPOCH, else now.
    static long choose(@Nullable String option) {
        if (option != null) {
            return parse(option);
        }
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        return epoch == null ? Instant.now().getEpochSecond() : seconds(epoch, "SOURCE_DATE_EPOCH");
    }

    /// `@SECONDS`, or a date with an optional time and zone; without a zone it is local.
    static long parse(String text) {
        return text.startsWith("@") ? seconds(text.substring(1), "--timestamp") : date(text);
    }

    private static long seconds(String text, String where) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new KeelsonException(where + ": Could not parse '" + text + "'", e);
        }
    }

    private static long date(String text) {
        try {
            if (text.endsWith(" UTC") || text.endsWith(" GMT")) {
                return date(text.substring(0, text.length() - 4) + "Z");
            }
            TemporalAccessor parsed = FORMAT.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (parsed) {
                case ZonedDateTime zoned -> zoned.toEpochSecond();
                case LocalDateTime local -> local.atZone(ZoneId.systemDefault()).toEpochSecond();
                default ->
                    LocalDate.from(parsed).atStartOfDay(ZoneId.systemDefault()).toEpochSecond();
            };
        } catch (DateTimeException e) {
            throw new KeelsonException("--timestamp: Could not parse '" + text + "'", e)
                    .withHint("write @SECONDS or 2026-03-01T12:00:00Z");
        }
    }
}
