package io.keelson.compose.deb;

import io.keelson.release.Progress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Follows which package's scripts run, and tells at the end which took longest.
final class ScriptTimes {
    private static final int TOLD = 3;

    /// How dpkg begins the turn of a package; what scripts print may look alike.
    private static final Pattern BEGIN =
            Pattern.compile("(?<what>Setting up|Processing triggers for) (?<name>\\S+) \\(\\S+\\) \\.\\.\\.");

    private final Progress.Task task;
    private final LongSupplier clock;
    private final Map<String, Long> nanos = new HashMap<>();
    private String current = "";
    private long since;

    ScriptTimes(Progress.Task task) {
        this(task, System::nanoTime);
    }

    /// @param clock in nanoseconds
    ScriptTimes(Progress.Task task, LongSupplier clock) {
        this.task = task;
        this.clock = clock;
        this.since = clock.getAsLong();
    }

    /// Takes a line of dpkg's output, which may begin the turn of a package.
    void line(String line) {
        Matcher begin = BEGIN.matcher(line);
        if (begin.matches()) {
            begin(begin.group("name"));
            task.advance(begin.group("what").startsWith("Setting") ? 1 : 0);
        }
    }

    /// The scripts of `name` begin, and those of the package before have ended.
    void begin(String name) {
        long now = clock.getAsLong();
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
