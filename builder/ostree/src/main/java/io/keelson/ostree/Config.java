package io.keelson.ostree;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The configuration of a repository: a key file of groups (`[core]`) and keys (`mode=bare`).
/// Comments and the order of lines are kept. A value is changed in memory; [#save()] writes the file.
public final class Config {
    private final Path file;
    private final List<String> lines;

    private Config(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /// Reads a file of this form.
    public static Config read(Path file) throws IOException {
        return new Config(file, new ArrayList<>(Files.readAllLines(file)));
    }

    /// A file with nothing in it, which exists after [#save()].
    public static Config empty(Path file) {
        return new Config(file, new ArrayList<>());
    }

    /// One that was read elsewhere.
    ///
    /// @param file where it would be saved, and what errors name
    public static Config parse(Path file, String text) {
        return new Config(file, new ArrayList<>(text.lines().toList()));
    }

    static Config create(Path file, Mode mode) {
        return new Config(file, new ArrayList<>(List.of("[core]", "repo_version=1", "mode=" + mode.text())));
    }

    /// The value of a key.
    ///
    /// @param group the name between brackets, with any quotes it has there: `remote "origin"`
    public Optional<String> get(String group, String key) {
        int line = find(group, key);
        return line < 0 ? Optional.empty() : Optional.of(unescape(afterEquals(lines.get(line))));
    }

    /// The value of a key that is `true` or `false` (`1` and `0` will do).
    ///
    /// @throws KeelsonException when it is something else
    public boolean getBoolean(String group, String key, boolean otherwise) {
        String value = get(group, key).orElse(Boolean.toString(otherwise));
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw bad(group, key, value, "a boolean");
        };
    }

    /// The value of a key that is a whole number.
    ///
    /// @throws KeelsonException when it is something else
    public long getLong(String group, String key, long otherwise) {
        String value = get(group, key).orElse(Long.toString(otherwise));
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw bad(group, key, value, "a number");
        }
    }

    KeelsonException bad(String group, String key, String value, String wanted) {
        return new KeelsonException(file + ": " + group + "." + key + " is '" + value + "', not " + wanted);
    }

    /// Changes or adds a key, and its group when that is missing.
    public void set(String group, String key, String value) {
        String line = key + "=" + escape(value);
        int at = find(group, key);
        if (at >= 0) {
            lines.set(at, line);
            return;
        }
        int header = header(group);
        if (header < 0) {
            addGroup(group, line);
        } else {
            lines.add(endOf(header), line);
        }
    }

    private void addGroup(String group, String line) {
        if (!lines.isEmpty() && !lines.getLast().isBlank()) {
            lines.add("");
        }
        lines.add("[" + group + "]");
        lines.add(line);
    }

    /// Removes a key; that it is not there is no failure.
    public void unset(String group, String key) {
        int at = find(group, key);
        if (at >= 0) {
            lines.remove(at);
        }
    }

    /// The names of all groups, in their order.
    public List<String> groups() {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("[") && line.endsWith("]"))
                .map(line -> line.substring(1, line.length() - 1))
                .toList();
    }

    /// The keys of a group with their values, in their order; none when there is no such group.
    public SequencedMap<String, String> values(String group) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        int header = header(group);
        int end = header < 0 ? 0 : endOf(header);
        for (String line : lines.subList(header + 1, Math.max(end, header + 1))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals).strip(), unescape(afterEquals(line)));
            }
        }
        return values;
    }

    /// Adds a group at the end; there must be none of that name.
    public void add(String group, SequencedMap<String, String> values) {
        if (!lines.isEmpty() && !lines.getLast().isBlank()) {
            lines.add("");
        }
        lines.add("[" + group + "]");
        values.forEach((key, value) -> lines.add(key + "=" + escape(value)));
    }

    /// Removes a group with all its keys; that it is not there is no failure.
    public void remove(String group) {
        int header = header(group);
        if (header >= 0) {
            lines.subList(header, endOf(header)).clear();
            if (header > 0 && lines.get(header - 1).isBlank()) {
                lines.remove(header - 1);
            }
        }
    }

    /// Whether a group exists.
    public boolean has(String group) {
        return header(group) >= 0;
    }

    /// Replaces the file.
    public void save() throws IOException {
        Durable.replace(file, String.join("\n", lines) + "\n", true);
    }

    private int header(String group) {
        String wanted = "[" + group + "]";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /// The line after the last key of the group.
    private int endOf(int header) {
        int last = header;
        for (int i = header + 1; i < lines.size() && !lines.get(i).startsWith("["); i++) {
            last = lines.get(i).isBlank() ? last : i;
        }
        return last + 1;
    }

    private int find(String group, String key) {
        int header = header(group);
        int end = header < 0 ? 0 : endOf(header);
        for (int i = header + 1; i < end; i++) {
            String line = lines.get(i);
            int equals = line.indexOf('=');
            if (equals > 0
                    && !line.startsWith("#")
                    && line.substring(0, equals).strip().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private static String afterEquals(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }

    private static String escape(String value) {
        String text = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
        return text.startsWith(" ") ? "\\s" + text.substring(1) : text;
    }

    private static String unescape(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\' || i + 1 == value.length()) {
                out.append(c);
                continue;
            }
            char escaped = value.charAt(++i);
            int special = "sntr\\".indexOf(escaped);
            out.append(special < 0 ? "\\" + escaped : String.valueOf(" \n\t\r\\".charAt(special)));
        }
        return out.toString();
    }
}
