package io.keelson.cli.progress;

import io.keelson.release.Progress;

/// Counts for every form of display, and lets one thread at a time speak.
final class Tracking implements Progress {
    private final Display display;
    private int tasks;

    Tracking(Display display) {
        this.display = display;
    }

    @Override
    public synchronized Task begin(String what, Unit unit, long total) {
        Track track = new Track(++tasks, what, unit, total);
        display.begun(track);
        return new Tracked(track);
    }

    @Override
    public synchronized void note(String line) {
        display.note(line);
    }

    private final class Tracked implements Task {
        private final Track track;
        private boolean closed;

        Tracked(Track track) {
            this.track = track;
        }

        @Override
        public void advance(long units) {
            synchronized (Tracking.this) {
                track.advance(units);
                display.changed(track);
            }
        }

        @Override
        public void detail(String text) {
            synchronized (Tracking.this) {
                track.detail(text);
                display.changed(track);
            }
        }

        @Override
        public void close() {
            synchronized (Tracking.this) {
                if (!closed) {
                    closed = true;
                    display.ended(track);
                }
            }
        }
    }
}
