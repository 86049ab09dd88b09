package io.keelson.compose.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.release.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTimesTest {
    private final Told told = new Told();
    private long now;
    private final ScriptTimes times = new ScriptTimes(told, () -> now);

    @Test
    void followsWhoseTurnItIs() {
        times.begin("alpha");
        times.line("Setting up beta:amd64 (1.0) ...");
        times.line("Setting up the settings");
        times.line("Processing triggers for libc-bin (2.36-9) ...");
        times.line("anything else");
        assertThat(told.details).containsExactly("alpha", "beta:amd64", "libc-bin");
    }

    @Test
    void countsPackagesAndNotTriggers() {
        times.begin("alpha");
        times.line("Setting up alpha (1.0) ...");
        times.line("Processing triggers for libc-bin (2.36-9) ...");
        times.line("Setting up beta (1.0) ...");
        assertThat(told.advanced).isEqualTo(2);
    }

    @Test
    void tellsTheLongestThree() {
        now += 90_000_000_000L; // of nobody
        for (String name : List.of("a", "b", "c", "d", "a")) {
            times.begin(name);
            now += name.equals("c") ? 2_340_000_000L : 1_000_000_000L;
        }
        times.end();
        assertThat(told.details.getLast()).isEqualTo("longest: c 2.3 s, a 2.0 s, b 1.0 s");
    }

    /// Remembers what it is told.
    private static final class Told implements Progress.Task {
        private final List<String> details = new ArrayList<>();
        private long advanced;

        @Override
        public void advance(long units) {
            advanced += units;
        }

        @Override
        public void detail(String text) {
            details.add(text);
        }

        @Override
        public void close() {}
    }
}
