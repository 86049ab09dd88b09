package io.keelson.cli.progress;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// For terminals: lines of what has ended, and below them one that tells what is being done.
final class LiveLine implements Display {
    /// Faster than this nobody reads, and a terminal over SSH chokes.
    private static final long REDRAW_NANOS = 100_000_000;

    private static final String CLEAR = "\r\u001b[K";
    private static final int USUAL_WIDTH = 80;

    private final PrintStream out;
    private final PlainLines lines;
    private final Set<Track> running = new LinkedHashSet<>();
    private final int width = width(System.getenv("COLUMNS"));
    private long drawn;

    LiveLine(PrintStream out) {
        this.out = out;
        this.lines = new PlainLines(out);
    }

    private static int width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    @Override
    public void begun(Track task) {
        running.add(task);
        draw();
    }

    @Override
    public void changed(Track task) {
        if (System.nanoTime() - drawn >= REDRAW_NANOS) {
            draw();
        }
    }

    @Override
    public void ended(Track task) {
        running.remove(task);
        out.print(CLEAR);
        lines.ended(task);
        draw();
    }

    @Override
    public void note(String line) {
        out.print(CLEAR);
        lines.note(line);
        draw();
    }

    private void draw() {
        String states = running.stream().map(Track::state).collect(Collectors.joining(", "));
        String line = states.lines().findFirst().orElse("");
        // A line that wraps cannot be cleared again.
        out.print(CLEAR + line.substring(0, Math.min(line.length(), width - 1)));
        out.flush();
        drawn = System.nanoTime();
    }
}
