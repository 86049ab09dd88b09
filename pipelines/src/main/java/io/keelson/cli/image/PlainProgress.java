package io.keelson.cli.image;

import io.keelson.release.Progress;
import java.io.PrintWriter;

/// Progress as plain lines: one when a task begins, one for what came of it.
record PlainProgress(PrintWriter out) implements Progress {
    @Override
    public Task begin(String what, Unit unit, long total) {
        note(what + " ...");
        return new Task() {
            @Override
            public void advance(long units) {}

            @Override
            public void detail(String text) {
                note("  " + text);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void note(String line) {
        out.println(line);
        out.flush();
    }
}
