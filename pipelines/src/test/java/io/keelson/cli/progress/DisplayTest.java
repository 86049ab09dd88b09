package io.keelson.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keelson.release.Progress;
import io.keelson.release.Progress.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static void work(Display display) {
        Progress progress = new Tracking(display);
        Progress.Task fetch = progress.begin("fetch", Unit.BYTES, 4_000_000);
        fetch.advance(1_500_000);
        progress.note("a mirror is slow");
        fetch.advance(2_500_000);
        fetch.detail("12 packages");
        fetch.close();
        fetch.close();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLogHasALineForEachTaskThatEnded() {
        work(new PlainLines(out));
        assertThat(written()).matches("  a mirror is slow\nfetch +[0-9.]+ s  4\\.0 MB  12 packages\n");
    }

    @Test
    void aTerminalShowsWhatIsRunningAndLeavesOnlyWhatEnded() {
        work(new LiveLine(out));
        assertThat(written()).contains("\r\u001b[Kfetch 0.0 MB of 4.0 MB", "\r\u001b[Kfetch 1.5 MB of 4.0 MB");
        // What is cleared last is what nobody sees.
        assertThat(written()).endsWith("12 packages\n\r\u001b[K");
    }

    @Test
    void aLineNeverWraps() {
        try (Progress.Task _ = new Tracking(new LiveLine(out)).begin("x".repeat(4000))) {
            assertThat(written()).hasSizeLessThan(4000);
        }
    }

    @Test
    void programsGetVersionedObjects() throws Exception {
        work(new JsonLines(out));
        JsonMapper json = new JsonMapper();
        List<String> lines = written().lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode begin = json.readTree(lines.getFirst());
        assertThat(begin).isEqualTo(json.readTree("""
                        {"version":1,"event":"begin","task":1,"name":"fetch","unit":"bytes","total":4000000}"""));
        assertThat(json.readTree(lines.get(1))).isEqualTo(json.readTree("""
                        {"version":1,"event":"note","text":"a mirror is slow"}"""));
        JsonNode end = json.readTree(lines.getLast());
        assertThat(end.path("event").asText()).isEqualTo("end");
        assertThat(end.path("done").asLong()).isEqualTo(4_000_000);
        assertThat(end.path("detail").asText()).isEqualTo("12 packages");
        assertThat(end.path("seconds").isNumber()).isTrue();
    }
}
