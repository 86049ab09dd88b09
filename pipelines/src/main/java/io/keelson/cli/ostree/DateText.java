package io.keelson.cli.ostree;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A point in time as people write it and GNU's date understands it: `2026-03-01 12:00 +0100`,
/// `October 25 1985`, `25 Oct 1985 6pm`, `yesterday`, `1 week ago`, `@1767225600`. What is not said
/// about the time of a day is midnight; what is not said at all is now.
final class DateText {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "sec", ChronoUnit.SECONDS,
            "second", ChronoUnit.SECONDS,
            "min", ChronoUnit.MINUTES,
            "minute", ChronoUnit.MINUTES,
            "hour", ChronoUnit.HOURS,
            "day", ChronoUnit.DAYS,
            "week", ChronoUnit.WEEKS,
            "month", ChronoUnit.MONTHS,
            "year", ChronoUnit.YEARS);
    private static final Map<String, Integer> COUNTS =
            Map.of("last", -1, "this", 0, "next", 1, "a", 1, "an", 1, "yesterday", -1, "today", 0, "tomorrow", 1);

    /// A number with a fraction, a word, or one sign. Digits are not more than any time needs.
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(\\d{1,18}(?:\\.\\d{1,9})?)|([A-Za-z]+)\\.?|(\\S))");

    private record Shift(long count, ChronoUnit unit) {}

    private final Deque<String> tokens = new ArrayDeque<>();
    private final ZonedDateTime now;
    private final List<Shift> shifts = new ArrayList<>();
    private @Nullable LocalDate date;
    private @Nullable LocalTime time;
    private @Nullable ZoneId zone;
    private boolean yearGiven;

    private DateText(String text, ZonedDateTime now) {
        this.now = now;
        Matcher matcher = TOKEN.matcher(text.strip());
        while (matcher.lookingAt()) {
            String token = matcher.group().strip();
            tokens.add(matcher.group(2) == null ? token : matcher.group(2).toLowerCase(Locale.ROOT));
            matcher.region(matcher.end(), matcher.regionEnd());
        }
    }

    /// Seconds after the epoch.
    ///
    /// @param now what relative times are relative to, and the time zone of those without one
    /// @throws DateTimeException when the text cannot be understood
    static long parse(String text, ZonedDateTime now) {
        try {
            return new DateText(text, now).read().getEpochSecond();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new DateTimeException("out of range: " + text, e);
        }
    }

    private Instant read() {
        if (tokens.isEmpty()) {
            throw unknown("nothing");
        }
        if (take("@")) {
            boolean minus = take("-");
            long seconds = (long) Double.parseDouble(next());
            expect(tokens.isEmpty());
            return Instant.ofEpochSecond(minus ? -seconds : seconds);
        }
        while (!tokens.isEmpty()) {
            item(tokens.removeFirst());
        }
        return result();
    }

    private Instant result() {
        ZoneId where = zone == null ? now.getZone() : zone;
        ZonedDateTime at = now.withZoneSameInstant(where);
        if (date != null || time != null) {
            LocalDate day = date == null ? at.toLocalDate() : date;
            at = day.atTime(time == null ? LocalTime.MIDNIGHT : time).atZone(where);
        }
        for (Shift shift : shifts) {
            at = at.plus(shift.count(), shift.unit());
        }
        return at.toInstant();
    }

    private void item(String token) {
        if (Character.isDigit(token.charAt(0))) {
            number(token);
        } else if (Character.isLetter(token.charAt(0))) {
            word(token);
        } else if (token.equals("+") || token.equals("-")) {
            signed(token.equals("-") ? -1 : 1, next());
        } else {
            expect(token.equals(","));
        }
    }

    private void number(String token) {
        String after = tokens.isEmpty() ? "" : tokens.getFirst();
        if (after.equals(":")) {
            clock(token);
        } else if (after.equals("-") && token.length() == 4 && date == null) {
            isoDate(token);
        } else if (after.equals("/")) {
            slashes(token);
        } else if (unit(after) != null) {
            tokens.removeFirst();
            shift(Long.parseLong(token), unit(after));
        } else if (month(after) >= 0) {
            tokens.removeFirst();
            day(month(after), Integer.parseInt(token));
        } else if (after.equals("am") || after.equals("pm")) {
            time = half(LocalTime.of(Integer.parseInt(token), 0));
        } else if (date != null && !yearGiven && token.length() > 2) {
            year(token);
        } else if (token.length() == 8 && date == null) {
            date = LocalDate.of(
                    Integer.parseInt(token.substring(0, 4)),
                    Integer.parseInt(token.substring(4, 6)),
                    Integer.parseInt(token.substring(6)));
        } else {
            throw unknown(token);
        }
    }

    private void isoDate(String year) {
        expect(take("-"));
        int month = integer();
        expect(take("-"));
        date = LocalDate.of(Integer.parseInt(year), month, integer());
        yearGiven = true;
        take("t");
    }

    /// `10/25/1985` or `1985/10/25`.
    private void slashes(String first) {
        expect(take("/"));
        int second = integer();
        if (first.length() == 4) {
            expect(take("/"));
            date = LocalDate.of(Integer.parseInt(first), second, integer());
            yearGiven = true;
        } else {
            date = LocalDate.of(now.getYear(), Integer.parseInt(first), second);
            if (take("/")) {
                year(next());
            }
        }
    }

    private void clock(String hour) {
        expect(take(":"));
        int minute = integer();
        double second = take(":") ? Double.parseDouble(next()) : 0;
        time = half(LocalTime.of(Integer.parseInt(hour), minute, (int) second));
        if (!tokens.isEmpty()
                && (tokens.getFirst().equals("+") || tokens.getFirst().equals("-"))) {
            String sign = tokens.removeFirst();
            signed(sign.equals("-") ? -1 : 1, next());
        }
    }

    private LocalTime half(LocalTime read) {
        if (take("pm")) {
            return read.withHour(read.getHour() % 12 + 12);
        }
        return take("am") ? read.withHour(read.getHour() % 12) : read;
    }

    /// An offset of the time zone right after a time, else so many units.
    private void signed(int sign, String digits) {
        String after = tokens.isEmpty() ? "" : tokens.getFirst();
        if (unit(after) != null) {
            tokens.removeFirst();
            shift(sign * Long.parseLong(digits), unit(after));
            return;
        }
        expect(time != null || date != null);
        int number = Integer.parseInt(digits);
        int minutes = digits.length() > 2 ? number / 100 * 60 + number % 100 : number * 60;
        if (digits.length() <= 2 && take(":")) {
            minutes += integer();
        }
        zone = ZoneOffset.ofTotalSeconds(sign * minutes * 60);
    }

    private void word(String word) {
        if (word.equals("now") || word.equals("t")) {
            return;
        }
        if (word.equals("z") || word.equals("utc") || word.equals("gmt")) {
            zone = ZoneOffset.UTC;
        } else if (word.equals("ago")) {
            expect(!shifts.isEmpty());
            shifts.replaceAll(shift -> new Shift(-shift.count(), shift.unit()));
        } else if (month(word) >= 0) {
            day(month(word), integer());
        } else if (unit(word) != null) {
            shift(1, unit(word));
        } else if (COUNTS.containsKey(word)) {
            relative(word, COUNTS.get(word));
        } else {
            expect(DAYS.contains(abbreviated(word)));
        }
    }

    private void relative(String word, int count) {
        boolean complete = word.length() > 4;
        ChronoUnit unit = complete ? ChronoUnit.DAYS : unit(next());
        shift(count, unit);
    }

    private void day(int month, int day) {
        date = LocalDate.of(yearGiven && date != null ? date.getYear() : now.getYear(), month + 1, day);
    }

    private void year(String digits) {
        date = date == null ? null : date.withYear(Integer.parseInt(digits));
        yearGiven = true;
    }

    private void shift(long count, @Nullable ChronoUnit unit) {
        if (unit == null) {
            throw unknown("a unit of time");
        }
        shifts.add(new Shift(count, unit));
    }

    private static @Nullable ChronoUnit unit(String word) {
        ChronoUnit unit = UNITS.get(word);
        return unit != null || !word.endsWith("s") ? unit : UNITS.get(word.substring(0, word.length() - 1));
    }

    private static int month(String word) {
        return word.length() < 3 ? -1 : MONTHS.indexOf(abbreviated(word));
    }

    private static String abbreviated(String word) {
        return word.substring(0, Math.min(3, word.length()));
    }

    private int integer() {
        return Integer.parseInt(next());
    }

    private String next() {
        expect(!tokens.isEmpty());
        return tokens.removeFirst();
    }

    private boolean take(String token) {
        boolean there = token.equals(tokens.peekFirst());
        if (there) {
            tokens.removeFirst();
        }
        return there;
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw unknown("the rest");
        }
    }

    private static DateTimeException unknown(String what) {
        return new DateTimeException("not understood: " + what);
    }
}
