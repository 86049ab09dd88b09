package io.keelson.bootstrap.inventory;

import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// The mistakes of one reading, told together, and what was left out without being one.
final class Problems {
    private static final int SHOWN = 50;
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::at).thenComparing(Problem::message);

    private final TreeSet<Problem> mistakes = new TreeSet<>(ORDER);
    private final TreeSet<Problem> notes = new TreeSet<>(ORDER);

    private record Problem(Place at, String message) {
        /// One line each, whatever is in a name.
        @Override
        public String toString() {
            return (at + ": " + message).replaceAll("\\p{Cntrl}", "?");
        }
    }

    void add(Place at, String message) {
        mistakes.add(new Problem(at, message));
    }

    void note(Place at, String message) {
        notes.add(new Problem(at, message));
    }

    List<String> notes() {
        return texts(notes);
    }

    void throwIfAny() {
        if (!mistakes.isEmpty()) {
            throw KeelsonException.usage(texts(mistakes));
        }
    }

    private static List<String> texts(Collection<Problem> problems) {
        List<String> lines = new ArrayList<>(
                problems.stream().limit(SHOWN).map(Problem::toString).toList());
        if (problems.size() > SHOWN) {
            lines.add("and " + (problems.size() - SHOWN) + " more");
        }
        return lines;
    }
}
