package io.keelson.compose.treefile;

import io.keelson.release.KeelsonException;
import java.util.Comparator;
import java.util.List;
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
            return at + ": " + message;
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
