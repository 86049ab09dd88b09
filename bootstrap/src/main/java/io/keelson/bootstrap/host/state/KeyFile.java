package io.keelson.bootstrap.host.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Sections of `key=value` lines, as GLib's key files have them.
public record KeyFile(Map<String, Map<String, String>> sections) {
    /// Takes the text of a file; lines before the first section are in the section "".
    public static KeyFile parse(String text) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
                sections.computeIfAbsent(section, _ -> new LinkedHashMap<>());
            } else if (equals > 0 && !line.startsWith("#")) {
                sections.computeIfAbsent(section, _ -> new LinkedHashMap<>())
                        .put(
                                line.substring(0, equals).strip(),
                                line.substring(equals + 1).strip());
            }
        }
        return new KeyFile(sections);
    }

    public Optional<String> get(String section, String key) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key));
    }

    /// A truth value, as GLib and people write it.
    public boolean isTrue(String section, String key, boolean otherwise) {
        return get(section, key).map(KeyFile::isTrue).orElse(otherwise);
    }

    private static boolean isTrue(String value) {
        return switch (value) {
            case "true", "yes", "1", "on" -> true;
            default -> false;
        };
    }
}
