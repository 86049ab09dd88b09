package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `health` and `record` of `treefiles/host`: what they write is JSON, whatever a check prints.
class HostProgramsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROGRAMS =
            Path.of("..", "treefiles/host/usr/libexec/keelson").toAbsolutePath().normalize();

    @TempDir
    private Path dir;

    private String run(String script) throws Exception {
        return Shell.run(
                dir,
                "export KEELSON_STATE=$PWD/state KEELSON_RUN=$PWD/run KEELSON_CONSOLE=$PWD/console"
                        + " KEELSON_DEFAULTS=$PWD/defaults KEELSON_LOCAL=$PWD/local; PATH=$1:$PATH; mkdir -p defaults/health.d"
                        + " local/health.d; check() { printf '#!/bin/sh\\n%s\\n' \"$2\" >$1; chmod +x $1; }\n" + script,
                PROGRAMS);
    }

    private JsonNode verdict() throws Exception {
        return JSON.readTree(Files.readString(dir.resolve("state/health.json")));
    }

    @Test
    void checksRunInTheOrderOfTheirNamesAndTheOnesOfTheHostReplaceOthers() throws Exception {
        run("""
                check defaults/health.d/20-second 'echo second >>order'
                check defaults/health.d/30-replaced 'exit 1'
                check defaults/health.d/40-off 'exit 1'
                check local/health.d/10-first 'echo first >>order'
                check local/health.d/30-replaced 'echo third >>order'
                : >local/health.d/40-off
                health
                """);
        assertThat(Files.readAllLines(dir.resolve("order"))).containsExactly("first", "second", "third");
        assertThat(verdict().path("result").asText()).isEqualTo("healthy");
    }

    @Test
    void theFirstFailureIsToldWithItsLastLine() throws Exception {
        run("""
                check defaults/health.d/10-bad 'echo begins; printf "it \\"said\\" \\\\\\\\ \\\\033[31m\\\\377 no\\\\n\\\\n"; exit 3'
                check defaults/health.d/20-never 'touch ran'
                ! health
                """);
        assertThat(verdict().path("result").asText()).isEqualTo("unhealthy");
        assertThat(verdict().path("reason").asText()).isEqualTo("health check 10-bad failed: it \"said\" \\ [31m no");
        assertThat(dir.resolve("ran")).doesNotExist();
        assertThat(Files.readAllBytes(dir.resolve("console"))).isNotEmpty();
    }

    @Test
    void aCheckThatCannotRunIsAFailure() throws Exception {
        run("echo true >defaults/health.d/10-check; ! health");
        assertThat(verdict().path("reason").asText()).contains("10-check failed: it is not executable");
    }

    @Test
    void theHistoryStaysReadableAfterAPowerCut() throws Exception {
        run(
                "mkdir state; printf '{\"time\":\"20' >state/history.jsonl; record rejected abc 'a \"b\"'; record confirmed def");
        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                Files.readAllLines(dir.resolve("state/history.jsonl")).subList(1, 3)) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines.getFirst().path("reason").asText()).isEqualTo("a \"b\"");
        assertThat(lines.getFirst().path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(lines.getLast().path("event").asText()).isEqualTo("confirmed");
        assertThat(lines.getLast().has("reason")).isFalse();
    }
}
