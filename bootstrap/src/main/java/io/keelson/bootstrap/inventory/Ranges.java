package io.keelson.bootstrap.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names with ranges of numbers in them: `rack1-[01:40]` stands for 40 names, with leading zeros as written;
/// `[1:9:2]` takes every second. Several ranges give every combination.
final class Ranges {
    /// More hosts than any fleet has are a slip of the pen.
    static final int MOST = 20_000;

    private static final Pattern RANGE = Pattern.compile("\\[([0-9]{1,9}):([0-9]{1,9})(?::([0-9]{1,9}))?]");

    private Ranges() {}

    /// @throws IllegalArgumentException with a reason that a person understands
    static List<String> expand(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.find()) {
            if (text.indexOf('[') >= 0 || text.indexOf(']') >= 0) {
                throw new IllegalArgumentException("'" + text + "' is not a range such as node-[01:40]");
            }
            return List.of(text);
        }
        List<String> tails = expand(text.substring(range.end()));
        List<String> numbers = numbers(range);
        if ((long) numbers.size() * tails.size() > MOST) {
            throw new IllegalArgumentException("'" + text + "' is more than " + MOST + " hosts");
        }
        List<String> names = new ArrayList<>(numbers.size() * tails.size());
        numbers.forEach(number -> tails.forEach(tail -> names.add(text.substring(0, range.start()) + number + tail)));
        return names;
    }

    private static List<String> numbers(Matcher range) {
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        int step = range.group(3) == null ? 1 : Integer.parseInt(range.group(3));
        if (last < first || step < 1) {
            throw new IllegalArgumentException("the range " + range.group() + " is empty");
        }
        if ((long) last - first >= (long) MOST * step) {
            throw new IllegalArgumentException("the range " + range.group() + " is more than " + MOST + " hosts");
        }
        String form = range.group(1).startsWith("0") ? "%0" + range.group(1).length() + "d" : "%d";
        List<String> numbers = new ArrayList<>();
        for (long at = first; at <= last; at += step) {
            numbers.add(String.format(Locale.ROOT, form, at));
        }
        return numbers;
    }
}
