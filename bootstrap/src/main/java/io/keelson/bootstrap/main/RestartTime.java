package io.keelson.bootstrap.main;

import io.keelson.release.KeelsonException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/// A time in the future as people write it.
final class RestartTime {
    private RestartTime() {}

    static LocalDateTime parse(String text, LocalDateTime now) {
        try {
            LocalDateTime time = read(text, now).truncatedTo(ChronoUnit.SECONDS);
            if (time.isBefore(now.minusSeconds(1))) {
                throw KeelsonException.usage("--at " + text + " is in the past; this host's clock says " + now);
            }
            return time;
        } catch (DateTimeException e) {
            throw KeelsonException.usage("--at " + text + " is no time: take 03:30, 2026-12-24T03:30 or +90m");
        }
    }

    private static LocalDateTime read(String text, LocalDateTime now) {
        if (text.matches("\\+[0-9]{1,5}m")) {
            return now.plusMinutes(Long.parseLong(text.substring(1, text.length() - 1)));
        }
        if (text.contains("T") || text.contains(" ")) {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        }
        LocalDateTime today = now.with(LocalTime.parse(text));
        return today.isAfter(now) ? today : today.plusDays(1);
    }
}
