package io.keelson.compose.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last lines of the console. After [#mark()] only half of them may still be pushed out, so that the
/// marked line stays in view with what led to it and what followed.
final class ConsoleTail {
    static final int LINES = 30;

    private final Deque<String> lines = new ArrayDeque<>();
    private int room = Integer.MAX_VALUE;

    void add(String line) {
        if (line.isEmpty() || room == 0) {
            return;
        }
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
        room--;
    }

    void mark() {
        room = Math.min(room, LINES / 2);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
