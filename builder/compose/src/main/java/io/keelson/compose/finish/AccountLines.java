package io.keelson.compose.finish;

import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// The colon-separated lines of passwd(5), group(5), shadow(5) and gshadow(5).
final class AccountLines {
    private static final long MAX_ID = 0xffff_ffffL;

    private AccountLines() {}

    static <T> List<T> parse(String text, String where, int fields, Function<List<String>, T> reader) {
        List<T> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!isAccount(line)) {
                continue;
            }
            try {
                read.add(reader.apply(split(line, fields)));
            } catch (IllegalArgumentException e) {
                problems.add(where + ":" + number + ": " + e.getMessage() + ": " + line);
            }
        }
        if (!problems.isEmpty()) {
            throw KeelsonException.usage(problems);
        }
        return read;
    }

    /// A number from 0 to 2^32-1.
    ///
    /// @throws IllegalArgumentException when it is anything else
    static long id(String text) {
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) > MAX_ID) {
            throw new IllegalArgumentException("\"" + text + "\" is no user or group id");
        }
        return Long.parseLong(text);
    }

    /// The text with only those accounts whose name passes; lines that are no account stay.
    static String filter(String text, Predicate<String> name) {
        StringBuilder kept = new StringBuilder();
        text.lines()
                .filter(line -> !isAccount(line) || name.test(field(line, 0)))
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }

    /// A field of a line; empty when the line has fewer.
    static String field(String line, int index) {
        String[] fields = line.split(":", -1);
        return index < fields.length ? fields[index] : "";
    }

    static boolean isAccount(String line) {
        return !line.isBlank() && "#+-".indexOf(line.charAt(0)) < 0;
    }

    private static List<String> split(String line, int count) {
        List<String> fields = List.of(line.split(":", -1));
        if (fields.size() != count) {
            throw new IllegalArgumentException("this line has " + fields.size() + " fields instead of " + count);
        }
        return fields;
    }
}
