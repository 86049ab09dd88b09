package io.keelson.bootstrap.health;

import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/// Collects what is wrong with a file, to tell all of it at once.
final class Mistakes {
    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    private record Mistake(int line, String text) {}

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node at, String text) {
        add(at.getStartMark(), text);
    }

    void add(Mark at, String text) {
        found.add(new Mistake(at.getLine() + 1, text));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            List<String> lines = found.stream()
                    .sorted(Comparator.comparingInt(Mistake::line))
                    .map(mistake -> file + ":" + mistake.line() + ": " + mistake.text())
                    .toList();
            throw KeelsonException.usage(lines).withHint("keelson-host health --help shows what a file looks like");
        }
    }
}
