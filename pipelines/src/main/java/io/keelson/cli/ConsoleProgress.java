package io.keelson.cli;

import io.keelson.release.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Progress as plain lines on standard error: one when a task ends, with the time that it took.
final class ConsoleProgress implements Progress {
    private final PrintStream out;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public Task begin(String what, Unit unit, long total) {
        return new Timed(what, unit);
    }

    @Override
    public void note(String line) {
        out.println("  " + line.replace("\n", "\n  "));
    }

    private final class Timed implements Task {
        private final String what;
        private final Unit unit;
        private final long begun = System.nanoTime();
        private final AtomicLong done = new AtomicLong();
        private volatile String detail = "";

        Timed(String what, Unit unit) {
            this.what = what;
            this.unit = unit;
        }

        @Override
        public void advance(long units) {
            done.addAndGet(units);
        }

        @Override
        public void detail(String text) {
            detail = text;
        }

        @Override
        public void close() {
            double seconds = (System.nanoTime() - begun) / 1e9;
            String amount = unit == Unit.BYTES && done.get() > 0 ? megabytes(done.get()) : detail;
            out.println(String.format(Locale.ROOT, "%-24s %6.2f s  %s", what, seconds, amount)
                    .stripTrailing());
        }

        private String megabytes(long bytes) {
            return String.format(Locale.ROOT, "%.1f MB  %s", bytes / 1e6, detail);
        }
    }
}
