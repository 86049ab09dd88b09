package io.keelson.packages.apt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the one-line form of a source list: `deb [option=value ...] URI SUITE COMPONENT...`.
final class LineSources {
    private static final Pattern ENTRY =
            Pattern.compile("(\\S+)\\s+(?:\\[([^\\]]*)\\]\\s+)?(\\S+)\\s+(\\S+)((?:\\s+\\S+)*)");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("arch", "Architectures"),
            Map.entry("arch+", "Architectures-Add"),
            Map.entry("arch-", "Architectures-Remove"),
            Map.entry("signed-by", "Signed-By"),
            Map.entry("trusted", "Trusted"),
            Map.entry("allow-insecure", "Allow-Insecure"),
            Map.entry("check-valid-until", "Check-Valid-Until"),
            Map.entry("check-date", "Check-Date"),
            Map.entry("date-max-future", "Date-Max-Future"),
            Map.entry("by-hash", "By-Hash"));

    private final Path file;
    private final String architecture;
    private final List<String> problems;

    LineSources(Path file, String architecture, List<String> problems) {
        this.file = file;
        this.architecture = architecture;
        this.problems = problems;
    }

    void read(String text, List<Source> into) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String entry = line.replaceFirst("#.*", "").strip();
            if (!entry.isEmpty()) {
                read(file + ":" + number, entry, into);
            }
        }
    }

    private void read(String where, String entry, List<Source> into) {
        Matcher matcher = ENTRY.matcher(entry);
        if (!matcher.matches()) {
            problems.add(where + ": expected \"deb [option=value ...] URI SUITE COMPONENT...\"");
            return;
        }
        switch (matcher.group(1)) {
            case "deb" -> {
                Map<String, String> options = options(where, matcher.group(2));
                List<String> components = words(matcher.group(5));
                new SourceDraft(file, architecture, options::get, (_, what) -> problems.add(where + ": " + what))
                        .finish(where, List.of(matcher.group(3)), List.of(matcher.group(4)), components, into);
            }
            case "deb-src" -> {}
            default -> problems.add(where + ": the type \"" + matcher.group(1) + "\" is neither deb nor deb-src");
        }
    }

    private Map<String, String> options(String where, @Nullable String text) {
        Map<String, String> options = new TreeMap<>();
        for (String word : words(text == null ? "" : text)) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                problems.add(where + ": the option \"" + word + "\" is not of the form name=value");
                continue;
            }
            // Options that only concern apt's own files (lang, target, pdiffs) are of no use to us.
            String name = NAMES.get(word.substring(0, equals).toLowerCase(Locale.ROOT));
            if (name != null) {
                options.put(name, word.substring(equals + 1));
            }
        }
        return options;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+", -1)));
        words.removeIf(String::isEmpty);
        return words;
    }
}
