package io.keelson.bootstrap.host.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatWasWrittenIsRead() {
        History history = new History(directory.resolve("new/history.jsonl"));
        Event event = new Event(TIME, "staged", "c", "a \"reason\"\n", "me");
        history.append(event);
        history.append(new Event(TIME, "confirmed", "c", null, null));
        assertThat(history.read()).containsExactly(event, new Event(TIME, "confirmed", "c", null, null));
    }

    @Test
    void aLineThatAPowerCutCutIsSkippedAndTheNextIsNot() throws Exception {
        Path file = directory.resolve("history.jsonl");
        Files.writeString(file, """
                {"time":"2026-01-01T00:00:00Z","event":"staged","commit":"c","later":1}
                {"time":"2026-01-01T00:0""");
        History history = new History(file);
        history.append(new Event(TIME, "confirmed", "c", null, null));
        assertThat(history.read()).extracting(Event::event).containsExactly("staged", "confirmed");
    }

    @Test
    void thereMayBeNone() {
        assertThat(new History(directory.resolve("none")).read()).isEmpty();
    }
}
