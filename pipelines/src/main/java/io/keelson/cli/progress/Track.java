package io.keelson.cli.progress;

import io.keelson.release.Progress.Unit;
import java.util.Locale;

/// What is known of a task. The caller sees to it that one thread at a time is here.
final class Track {
    private final int id;
    private final String what;
    private final Unit unit;
    private final long total;
    private final long begun = System.nanoTime();
    private long done;
    private String detail = "";

    /// @param total -1 when it is not known
    Track(int id, String what, Unit unit, long total) {
        this.id = id;
        this.what = what;
        this.unit = unit;
        this.total = total;
    }

    void advance(long units) {
        done += units;
    }

    void detail(String text) {
        detail = text;
    }

    int id() {
        return id;
    }

    String what() {
        return what;
    }

    Unit unit() {
        return unit;
    }

    long total() {
        return total;
    }

    long done() {
        return done;
    }

    String detail() {
        return detail;
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /// The line that stays when it has ended.
    String summary() {
        String amount = unit == Unit.BYTES && done > 0 ? megabytes(done) + "  " : "";
        return String.format(Locale.ROOT, "%-24s %6.2f s  %s%s", what, seconds(), amount, detail)
                .stripTrailing();
    }

    /// How far it is now.
    String state() {
        String amount = switch (unit) {
            case BYTES -> megabytes(done) + (total > 0 ? " of " + megabytes(total) : "");
            case ITEMS -> done + (total > 0 ? " of " + total : "");
            case NONE -> "";
        };
        return String.join(" ", what, amount, detail).strip();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
