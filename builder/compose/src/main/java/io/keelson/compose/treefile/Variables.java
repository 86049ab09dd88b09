package io.keelson.compose.treefile;

import io.keelson.release.Spelling;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The variables that are known so far. The first value that a name gets stays: what includes
/// beats what is included, an earlier file beats a later one.
final class Variables {
    private final SortedMap<String, VarValue> values = new TreeMap<>();
    private final Problems problems;
    private boolean incomplete;

    Variables(Problems problems) {
        this.problems = problems;
    }

    void offer(String name, VarValue value) {
        values.putIfAbsent(name, value);
    }

    void offer(Map<String, VarValue> more) {
        more.forEach(this::offer);
    }

    /// A file could not be read, so that an unknown name is no news.
    void incomplete() {
        incomplete = true;
    }

    /// The value, or nothing after the problem was told at `at`.
    Optional<VarValue> get(String name, Origin at) {
        VarValue value = values.get(name);
        if (value == null && !incomplete) {
            problems.add(at, "unknown variable '" + name + "'", advice(name));
        }
        return Optional.ofNullable(value);
    }

    private String advice(String name) {
        String meant = Spelling.didYouMean(name, values.keySet());
        return meant.isEmpty() ? "known are " + String.join(", ", values.keySet()) : meant;
    }

    /// Replaces each `${name}`. A dollar sign before anything but a brace means itself; so does what
    /// is unknown, after the problem was told.
    String substitute(String text, Origin at) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", done)) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                problems.add(at, "'${' without '}' in '" + text + "'");
                break;
            }
            result.append(text, done, start);
            String whole = text.substring(start, end + 1);
            result.append(get(text.substring(start + 2, end), at)
                    .map(VarValue::toString)
                    .orElse(whole));
            done = end + 1;
        }
        return result.append(text.substring(done)).toString();
    }

    SortedMap<String, VarValue> asMap() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
