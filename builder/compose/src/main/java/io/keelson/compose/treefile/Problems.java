package io.keelson.compose.treefile;

import io.keelson.release.KeelsonException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// The mistakes and the remarks of one load. A mistake that is found twice is told once.
final class Problems {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::at).thenComparing(Problem::message);

    private final TreeSet<Problem> mistakes = new TreeSet<>(ORDER);
    private final TreeSet<Problem> notes = new TreeSet<>(ORDER);

    private record Problem(Origin at, String message) {
        @Override
        public String toString() {
            return visible(at + ": " + message);
        }

        /// One line for each mistake, whatever somebody has in the name of a key.
        private static String visible(String text) {
            StringBuilder out = new StringBuilder();
            text.codePoints().forEach(c -> {
                if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else {
                    out.appendCodePoint(c);
                }
            });
            return out.toString();
        }
    }

    void add(Origin at, String message) {
        mistakes.add(new Problem(at, message));
    }

    /// A mistake with advice. An empty advice is none.
    void add(Origin at, String message, String advice) {
        add(at, advice.isEmpty() ? message : message + "; " + advice);
    }

    /// Something the author should know, though the treefile is valid.
    void note(Origin at, String message) {
        notes.add(new Problem(at, message));
    }

    boolean none() {
        return mistakes.isEmpty();
    }

    List<String> notes() {
        return notes.stream().map(Problem::toString).toList();
    }

    KeelsonException toException() {
        return KeelsonException.usage(mistakes.stream().map(Problem::toString).toList());
    }
}
