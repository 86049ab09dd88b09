package io.keelson.compose.treefile;

import io.keelson.release.KeelsonException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;

/// The part of `strftime` that means the same everywhere, in UTC and English.
final class DateTag {
    private DateTag() {}

    static String format(String format, Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
            } else if (++i < format.length()) {
                out.append(field(format.charAt(i), format, time));
            } else {
                throw unknown("%", format);
            }
        }
        return out.toString();
    }

    private static String field(char letter, String format, OffsetDateTime time) {
        return switch (letter) {
            case 'a' -> java("EEE", time);
            case 'A' -> java("EEEE", time);
            case 'b', 'h' -> java("MMM", time);
            case 'B' -> java("MMMM", time);
            case 'C' -> two(time.getYear() / 100);
            case 'd' -> java("dd", time);
            case 'D' -> java("MM/dd/yy", time);
            case 'e' -> padded(time.getDayOfMonth());
            case 'F' -> java("uuuu-MM-dd", time);
            case 'g' -> two(isoYear(time) % 100);
            case 'G' -> Integer.toString(isoYear(time));
            case 'H' -> java("HH", time);
            case 'I' -> java("hh", time);
            case 'j' -> java("DDD", time);
            case 'k' -> padded(time.getHour());
            case 'l' -> padded(Integer.parseInt(java("h", time)));
            case 'm' -> java("MM", time);
            case 'M' -> java("mm", time);
            case 'n' -> "\n";
            case 'p' -> java("a", time);
            case 'P' -> java("a", time).toLowerCase(Locale.ROOT);
            case 'R' -> java("HH:mm", time);
            case 's' -> Long.toString(time.toEpochSecond());
            case 'S' -> java("ss", time);
            case 't' -> "\t";
            case 'T' -> java("HH:mm:ss", time);
            case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
            case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            case 'y' -> java("yy", time);
            case 'Y' -> java("uuuu", time);
            case 'z' -> "+0000";
            case 'Z' -> "UTC";
            case '%' -> "%";
            default -> throw unknown("%" + letter, format);
        };
    }

    private static int isoYear(OffsetDateTime time) {
        return time.get(IsoFields.WEEK_BASED_YEAR);
    }

    private static String java(String pattern, OffsetDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String padded(int number) {
        return number < 10 ? " " + number : Integer.toString(number);
    }

    private static KeelsonException unknown(String letter, String format) {
        return KeelsonException.usage("'" + letter + "' in <date:" + format + "> is no part of a date")
                .withHint("use letters like %Y, %m, %d, %H, %M; %% is a percent sign");
    }
}
