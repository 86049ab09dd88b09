package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.HostProgress;
import io.keelson.bootstrap.rollout.Phase;
import io.keelson.bootstrap.rollout.RolloutPlan.Wave;
import io.keelson.bootstrap.rollout.RolloutView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// For terminals: lines of hosts that have ended, and below them a table of those that are at work, drawn anew.
final class LiveTable implements RolloutView {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;

    private final PrintStream out;
    private final int total;
    private final int width = size("COLUMNS", USUAL_WIDTH);
    private final int height = size("LINES", USUAL_HEIGHT);
    private final Map<String, String> atWork = new LinkedHashMap<>();
    private final Map<Phase, Integer> ended = new EnumMap<>(Phase.class);
    private int lines;
    private long drawn;

    LiveTable(PrintStream out, int total) {
        this.out = out;
        this.total = total;
    }

    private static int size(String variable, int usual) {
        @Nullable String text = System.getenv(variable);
        return text != null && text.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(text) : usual;
    }

    @Override
    public synchronized void wave(Wave wave, int of) {
        say(PlainView.heading(wave, of));
    }

    @Override
    public synchronized void host(HostProgress progress) {
        if (progress.phase().isFinal()) {
            atWork.remove(progress.host());
            ended.merge(progress.phase(), 1, Integer::sum);
            say("  " + PlainView.line(progress));
        } else {
            atWork.put(progress.host(), progress.phase().word());
            drawSometimes();
        }
    }

    @Override
    public synchronized void detail(String host, String text) {
        atWork.computeIfPresent(host, (_, before) -> before.split(": ", 2)[0] + ": " + text);
        drawSometimes();
    }

    @Override
    public synchronized void note(String line) {
        say("  " + line);
    }

    /// Takes the table away.
    synchronized void end() {
        clear();
        out.flush();
    }

    private void say(String line) {
        clear();
        out.println(line);
        draw();
    }

    private void drawSometimes() {
        if (System.nanoTime() - drawn >= REDRAW_NANOS) {
            clear();
            draw();
        }
    }

    private void clear() {
        if (lines > 0) {
            out.print("\u001b[" + lines + "A\r\u001b[J");
        }
        lines = 0;
    }

    private void draw() {
        List<String> rows = new ArrayList<>();
        int room = Math.max(1, height - 4);
        atWork.entrySet().stream().limit(room).forEach(host -> rows.add("  " + host.getKey() + "  " + host.getValue()));
        if (atWork.size() > room) {
            rows.add("  and " + (atWork.size() - room) + " more");
        }
        int done = ended.values().stream().mapToInt(Integer::intValue).sum();
        String counts = ended.entrySet().stream()
                .map(count -> ", " + count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining());
        rows.add(done + " of " + total + " hosts" + counts);
        // A line that wraps cannot be counted.
        rows.forEach(row -> out.println(row.substring(0, Math.min(row.length(), width - 1))));
        out.flush();
        lines = rows.size();
        drawn = System.nanoTime();
    }
}
