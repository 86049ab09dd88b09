package io.keelson.compose.deb;

import io.keelson.release.Progress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Follows which package's scripts run, and tells at the end which took longest.
final class ScriptTimes {
    private static final int TOLD = 3;

    private final Progress.Task task;
    private final Map<String, Long> nanos = new HashMap<>();
    private String current = "";
    private long since = System.nanoTime();

    ScriptTimes(Progress.Task task) {
        this.task = task;
    }

    /// Takes a line of dpkg's output, which may begin the turn of a package.
    void line(String line) {
        String[] words = line.split(" ", 5);
        if (line.startsWith("Setting up ") && words.length > 2) {
            begin(words[2]);
            task.advance(1);
        } else if (line.startsWith("Processing triggers for ") && words.length > 3) {
            begin(words[3]);
        }
    }

    /// The scripts of `name` begin, and those of the package before have ended.
    void begin(String name) {
        long now = System.nanoTime();
        nanos.merge(current, now - since, Long::sum);
        current = name;
        since = now;
        task.detail(name);
    }

    /// All scripts have ended.
    void end() {
        begin("");
        nanos.remove("");
        task.detail(nanos.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOLD)
                .map(entry -> String.format(Locale.ROOT, "%s %.1f s", entry.getKey(), entry.getValue() / 1e9))
                .collect(Collectors.joining(", ", "longest: ", "")));
    }
}
