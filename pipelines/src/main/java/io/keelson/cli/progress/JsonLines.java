package io.keelson.cli.progress;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// For programs: one JSON object in each line, all with `version` and `event`, which is `begin`, `progress`,
/// `end` or `note`. What a reader does not know it skips; a change that breaks readers changes the version.
final class JsonLines implements Display {
    private static final int VERSION = 1;
    private static final long LEAST_NANOS = 200_000_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;
    private final Map<Integer, Long> told = new HashMap<>();

    JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begun(Track task) {
        told.put(task.id(), System.nanoTime());
        ObjectNode event = event("begin", task).put("unit", task.unit().name().toLowerCase(Locale.ROOT));
        if (task.total() >= 0) {
            event.put("total", task.total());
        }
        print(event);
    }

    @Override
    public void changed(Track task) {
        long now = System.nanoTime();
        if (now - told.getOrDefault(task.id(), 0L) >= LEAST_NANOS) {
            told.put(task.id(), now);
            print(state("progress", task));
        }
    }

    @Override
    public void ended(Track task) {
        told.remove(task.id());
        print(state("end", task));
    }

    @Override
    public void note(String line) {
        print(event("note").put("text", line));
    }

    private static ObjectNode state(String name, Track task) {
        return event(name, task)
                .put("done", task.done())
                .put("detail", task.detail())
                .put("seconds", Math.round(task.seconds() * 1000) / 1000.0);
    }

    private static ObjectNode event(String name, Track task) {
        return event(name).put("task", task.id()).put("name", task.what());
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("version", VERSION).put("event", name);
    }

    private void print(ObjectNode event) {
        out.println(event);
        out.flush();
    }
}
