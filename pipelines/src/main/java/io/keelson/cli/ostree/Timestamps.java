package io.keelson.cli.ostree;

import io.keelson.release.KeelsonException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Points in time that commands are told.
final class Timestamps {
    private Timestamps() {}

    /// Seconds after the epoch: what `--timestamp` says, else SOURCE_DATE_EPOCH, else now.
    static long choose(@Nullable String option) {
        if (option != null) {
            return parse(option);
        }
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        return epoch == null ? Instant.now().getEpochSecond() : seconds(epoch);
    }

    private static long seconds(String text) {
        try {
            return new BigInteger(text).longValueExact();
        } catch (NumberFormatException e) {
            throw new KeelsonException("Failed to convert SOURCE_DATE_EPOCH '" + text + "': it is no number", e);
        } catch (ArithmeticException e) {
            throw new KeelsonException("Parsing SOURCE_DATE_EPOCH: Numerical result out of range", e);
        }
    }

    /// Whatever [DateText] understands.
    static long parse(String text) {
        try {
            return DateText.parse(text, ZonedDateTime.now(ZoneId.systemDefault()));
        } catch (DateTimeException e) {
            throw new KeelsonException("Could not parse '" + text + "'", e)
                    .withHint("write @SECONDS or 2026-03-01T12:00:00Z");
        }
    }
}
