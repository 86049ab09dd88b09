package io.keelson.bootstrap.main;

import io.keelson.release.Progress;

/// A line on standard error for each step, so that standard output stays the result.
final class StepLines implements Progress {
    @Override
    public Task begin(String what, Unit unit, long total) {
        note(what);
        return Task.NONE;
    }

    @Override
    public void note(String line) {
        System.err.println("- " + line);
    }
}
