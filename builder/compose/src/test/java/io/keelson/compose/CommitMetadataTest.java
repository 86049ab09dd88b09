package io.keelson.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keelson.packages.LockedPackage;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMetadataTest {
    private final CommitMetadata metadata = new CommitMetadata();

    private String printed(String... refs) {
        StringBuilder lines = new StringBuilder();
        metadata.build(List.of(refs))
                .forEach((key, value) -> lines.append(key)
                        .append(" = ")
                        .append(value.print(true))
                        .append('\n'));
        return lines.toString();
    }

    private static Map<String, JsonNode> json(String text) throws JsonProcessingException {
        Map<String, JsonNode> entries = new TreeMap<>();
        new ObjectMapper().readTree(text).properties().forEach(e -> entries.put(e.getKey(), e.getValue()));
        return entries;
    }

    @Test
    void valuesOfTheTreefile() throws JsonProcessingException {
        metadata.addJson(
                "image.yaml",
                json("{\"text\": \"ü'\", \"yes\": true, \"one\": 1, \"list\": [\"a\", \"b\"], \"none\": []}"));
        assertThat(printed("b", "a")).isEqualTo("""
                        list = ['a', 'b']
                        none = @as []
                        one = uint64 72057594037927936
                        text = "ü'"
                        yes = true
                        ostree.ref-binding = ['a', 'b']
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "null", "{}", "[1]", "[\"a\", 1]", "18446744073709551615"})
    void otherValuesAreAMistake(String value) {
        assertThatThrownBy(() -> metadata.addJson("image.yaml", json("{\"key\": " + value + "}")))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.exitCode()).isEqualTo(KeelsonException.USAGE))
                .hasMessageStartingWith("image.yaml: key: commit metadata can be text");
    }

    @Test
    void packagesAsOtherToolsReadThem() {
        metadata.addPackages(
                List.of(pack("a", "1:2.3-4-5", "main"), pack("b", "7", "updates"), pack("c", "1-2", "main")));
        assertThat(printed()).isEqualTo("""
                        rpmostree.rpmdb.pkglist = [('a', '1', '2.3-4', '5', 'amd64'), ('b', '0', '7', '', 'amd64'),\
                         ('c', '0', '1', '2', 'amd64')]
                        rpmostree.rpmmd-repos = [{'id': <'main'>}, {'id': <'updates'>}]
                        ostree.ref-binding = @as []
                        """);
    }

    static LockedPackage pack(String name, String version, String repo) {
        return new LockedPackage(name, version, "amd64", repo, "http://localhost/" + name, Digest.of(new byte[0]), 1);
    }
}
