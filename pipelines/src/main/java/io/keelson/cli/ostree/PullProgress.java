package io.keelson.cli.ostree;

import io.keelson.ostree.pull.Tally;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// On a terminal, the line that says how far a pull is; it is written again and again, and gone in the end.
final class PullProgress implements AutoCloseable {
    private static final int USUAL_MILLIS = 1000;
    private static final int USUAL_WIDTH = 80;
    private static final String CLEAR = "\r\u001b[K";

    private final Tally tally;
    private final PrintStream out;
    private final long pause;
    private final int width = width(System.getenv("COLUMNS"));
    private final Thread writer;

    private PullProgress(Tally tally, PrintStream out, int frequency) {
        this.tally = tally;
        this.out = out;
        this.pause = frequency > 0 ? frequency : USUAL_MILLIS;
        this.writer = Thread.ofVirtual().unstarted(this::write);
    }

    private static int width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /// @param frequency milliseconds between two lines, or 0 for the usual
    static PullProgress start(Tally tally, PrintStream out, int frequency) {
        PullProgress progress = new PullProgress(tally, out, frequency);
        if (isTerminal()) {
            progress.writer.start();
        }
        return progress;
    }

    @SuppressWarnings("SystemConsoleNull") // it still is null where there is no terminal, with the JDK's own console
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private void write() {
        try {
            while (true) {
                Thread.sleep(pause);
                String line = line(tally.state());
                out.print(CLEAR + line.substring(0, Math.min(line.length(), width - 1)));
                out.flush();
            }
        } catch (InterruptedException e) {
            out.print(CLEAR);
            out.flush();
        }
    }

    /// What upstream says at this point; and how long it takes, once it is known what there is to fetch.
    static String line(Tally.State state) {
        if (state.deltas().parts() > 0
                && state.deltas().there() < state.deltas().parts()) {
            return deltas(state);
        }
        if (state.objects() == 0 && state.wanted() == 0) {
            return "Scanning metadata: " + state.scanned();
        }
        String amount = rate(state) + "/s " + Sizes.text(state.bytes());
        if (state.scanning()) {
            return "Receiving metadata objects: " + state.metadata() + "/(estimating) " + amount;
        }
        long percent = 100 * state.objects() / Math.max(1, state.wanted());
        String line = "Receiving objects: " + percent + "% (" + state.objects() + "/" + state.wanted() + ") " + amount;
        long left = state.wanted() - state.objects();
        return isYoung(state) || left == 0 || state.objects() == 0
                ? line
                : line + " " + duration(state.time().toMillis() * left / state.objects() / 1000) + "remaining";
    }

    private static String deltas(Tally.State state) {
        long there = state.deltas().thereSize();
        long all = state.deltas().size();
        String line = "Receiving delta parts: " + state.deltas().there() + "/"
                + state.deltas().parts() + " " + Sizes.text(there) + "/" + Sizes.text(all);
        long speed = speed(state);
        return speed == 0
                ? line
                : line + " " + Sizes.text(speed) + "/s " + duration(Math.max(0, all - there) / speed) + "remaining";
    }

    /// In the first second nothing can be said of the speed.
    private static boolean isYoung(Tally.State state) {
        return state.time().compareTo(Duration.ofSeconds(1)) < 0;
    }

    private static long speed(Tally.State state) {
        return isYoung(state) ? 0 : state.bytes() / state.time().toSeconds();
    }

    private static String rate(Tally.State state) {
        return speed(state) == 0 ? "-" : Sizes.text(speed(state));
    }

    /// With a space behind each word.
    private static String duration(long seconds) {
        StringBuilder text = new StringBuilder();
        long minutes = seconds / 60;
        append(text, minutes / 60 / 24, minutes / 60 / 24, "days");
        append(text, minutes / 60, minutes / 60 % 24, "hours");
        append(text, minutes, minutes % 60, "minutes");
        append(text, 1, seconds % 60, "seconds");
        return text.toString();
    }

    private static void append(StringBuilder text, long whole, long amount, String unit) {
        if (whole > 0) {
            text.append(amount).append(' ').append(unit).append(' ');
        }
    }

    /// Clears the line.
    @Override
    public void close() {
        writer.interrupt();
        try {
            if (writer.getState() != Thread.State.NEW) {
                writer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
