package io.keelson.bootstrap.health;

import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/// Collects what is wrong with a file, to tell all of it at once.
final class Mistakes {
    private final String file;
    private final List<String> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node at, String text) {
        add(at.getStartMark(), text);
    }

    void add(Mark at, String text) {
        found.add(file + ":" + (at.getLine() + 1) + ": " + text);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw KeelsonException.usage(found).withHint("keelson-host health --help shows what a file looks like");
        }
    }
}
