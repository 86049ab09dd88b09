package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTextTest {
    @TempDir
    Path directory;

    private Trees trees;

    @BeforeEach
    void trees() {
        trees = new Trees(directory);
    }

    /// By YAML 1.2, whatever a parser of 1.1 would make of it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "yes|\"yes\"",
                "No|\"No\"",
                "on|\"on\"",
                "y|\"y\"",
                "TRUE|true",
                "true|true",
                "'true'|\"true\"",
                "012|12",
                "0o17|15",
                "0x1F|31",
                "1_000|\"1_000\"",
                "12:30|\"12:30\"",
                "2026-01-02|\"2026-01-02\"",
                "0b11|\"0b11\"",
                "1.50|1.50",
                "1e3|1E+3",
                "~|null",
                "null|null",
                "!!str 5|\"5\"",
                "\"5\"|\"5\"",
                "=|\"=\"",
                "18446744073709551615|18446744073709551615",
                ".inf|\".inf\"",
                "+5|5",
            })
    void scalars(String written, String meant) {
        assertThat(trees.yaml("metadata: {k: " + written + "}\n").metadata().get("k"))
                .hasToString(meant);
    }

    @Test
    void releasesKeepTheirText() {
        assertThat(trees.yaml("releasever: 10.10\nref: r/${releasever}\n").ref())
                .contains("r/10.10");
        assertThat(trees.yaml("releasever: 42\n").releasever()).contains(new VarValue.Whole(42));
        assertThat(trees.yaml("releasever: \"42\"\n").releasever()).contains(new VarValue.Text("42"));
    }

    @Test
    void anchorsAndMergeKeys() {
        Treefile tree = trees.yaml("""
                packages: &base [a, b]
                exclude-packages: [c]
                metadata:
                  one: &one {x: 1, y: 1}
                  two: {<<: *one, y: 2}
                  three: {<<: [{y: 3}, *one], z: 3}
                repo-packages: [{repo: r, packages: *base}]
                """);
        assertThat(tree.repoPackages().getFirst().packages()).isEqualTo(tree.packages());
        assertThat(tree.metadata())
                .hasToString("{one={\"x\":1,\"y\":1}, three={\"x\":1,\"y\":3,\"z\":3}, two={\"x\":1,\"y\":2}}");
    }

    @Test
    @Timeout(20)
    void bombsAreDefused() {
        StringBuilder bomb = new StringBuilder("metadata:\n  l0: &l0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("  l%d: &l%d [*l%d, *l%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(trees.yamlMistakes(bomb.toString())).contains("aliases expand to more than 200000 nodes");
        assertThat(trees.yamlMistakes("metadata: {a: &a [*a]}\n")).contains("an anchor contains an alias to itself");
        assertThat(trees.yamlMistakes("metadata: " + "[".repeat(5000))).startsWith("image.yaml:1:");
        assertThat(trees.file("deep.json", "{\"metadata\": " + "[".repeat(5000)).mistakes("deep.json"))
                .startsWith("deep.json:1:");
    }

    @Test
    void theFlattenedFormInYamlIsATreefileThatSaysTheSame() {
        Treefile tree = trees.file("script", "").yaml("""
                        packages: ["yes", "'a >= 1'", "012", "-x"]
                        postprocess: ["#!/bin/sh\\n\\ttrue  \\n\\n", "one line: with # signs", " x\\n"]
                        metadata: {a: "null", b: null, c: [1.5, true, "1.5", "true", "~", "", "2026-01-02"], "yes": "on"}
                        automatic-version-suffix: "-"
                        releasever: "42"
                        add-files: [[script, /etc/x]]
                        """);
        assertThat(trees.yaml(tree.toYaml()).toJson()).isEqualTo(tree.toJson());
    }
}
