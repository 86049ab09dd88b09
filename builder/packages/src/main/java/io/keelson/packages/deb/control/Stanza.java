package io.keelson.packages.deb.control;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One paragraph of a deb822 file: fields in the order of the file, found by a name in any case.
public final class Stanza {
    private final String file;
    private final int line;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /// One field.
    ///
    /// @param name as it is written in the file
    /// @param value the text after the colon without surrounding blanks; continuation lines follow after
    ///     newlines, each without its first blank character
    /// @param line the number of its first line, from 1
    public record Field(String name, String value, int line) {}

    Stanza(String file, int line) {
        this.file = file;
        this.line = line;
    }

    /// Adds a field unless there is one of that name.
    boolean add(Field field) {
        return fields.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field) == null;
    }

    /// The fields in the order of the file.
    public Collection<Field> fields() {
        return fields.values();
    }

    /// The field of that name, or null.
    public @Nullable Field field(String name) {
        return fields.get(name.toLowerCase(Locale.ROOT));
    }

    /// The value of a field, or null when the stanza lacks it.
    public @Nullable String get(String name) {
        Field field = field(name);
        return field == null ? null : field.value();
    }

    /// The value of a field, or `other` when the stanza lacks it.
    public String get(String name, String other) {
        String value = get(name);
        return value == null ? other : value;
    }

    /// The words of a field, however they are spread over lines; none when the stanza lacks it.
    public List<String> words(String name) {
        return get(name, "").lines().flatMap(Stanza::split).toList();
    }

    /// The lines of a field that are not blank, without surrounding blanks; none when the stanza lacks it.
    public List<String> lines(String name) {
        return get(name, "")
                .lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// Where the stanza begins, as `file:line`.
    public String where() {
        return file + ":" + line;
    }

    /// Where a field begins, as `file:line`; the stanza's place when it lacks the field.
    public String where(String name) {
        Field field = field(name);
        return file + ":" + (field == null ? line : field.line());
    }

    private static Stream<String> split(String line) {
        return Stream.of(line.strip().split("\\s+")).filter(word -> !word.isEmpty());
    }
}
