package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludesTest {
    @TempDir
    Path directory;

    private Trees trees;

    @BeforeEach
    void trees() {
        trees = new Trees(directory);
    }

    @Test
    void orderIsIncludeThenArchitectureThenCondition() {
        Treefile tree = trees.file("a.yaml", "install-langs: [a]\ngpg-key: a\n")
                .file("b.yaml", "install-langs: [b]\ngpg-key: b\n")
                .file("c.yaml", "install-langs: [c]\ngpg-key: c\n")
                .yaml("""
                        conditional-include:
                          - {if: basearch == "x86_64", include: c.yaml}
                          - {if: basearch == "s390x", include: no-such-file.yaml}
                        arch-include: {x86_64: b.yaml, s390x: no-such-file.yaml}
                        include: a.yaml
                        install-langs: [own]
                        """);
        assertThat(tree.installLangs()).containsExactly("c", "b", "a", "own");
        assertThat(tree.gpgKey()).contains("a");
        assertThat(tree.files())
                .extracting(f -> f.getFileName().toString())
                .containsExactly("image.yaml", "a.yaml", "b.yaml", "c.yaml");
    }

    @Test
    void aTreefileInPlaceIsPartOfItsFile() {
        Treefile tree = trees.file("a.yaml", "gpg-key: included\nunits: [a.service]\n")
                .file("b.yaml", "units: [b.service]\n")
                .yaml("""
                        include: a.yaml
                        conditional-include:
                          - if: [basearch == "x86_64", basearch != "s390x"]
                            include:
                              gpg-key: in place
                              units: [c.service]
                              include: b.yaml
                              packages-x86_64: [one two]
                        """);
        assertThat(tree.gpgKey()).contains("in place");
        assertThat(tree.units()).containsExactly("a.service", "b.service", "c.service");
        assertThat(tree.packages()).extracting(Requested::text).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n == 5 | true",
                "n != 5 | false",
                "n < 5 | false",
                "n <= 5 | true",
                "n > 4 | true",
                "n>=6 | false",
                "t == true | true",
                "t != false | true",
                "s == \"x y\" | true",
                "s != \"x y\" | false",
                "releasever >= 41 | true",
                "basearch == \"x86_64\" | true",
                "other == \"\" | true",
            })
    void conditions(String condition, boolean holds) {
        Treefile tree = trees.yaml(
                "variables: {n: 5, t: true, s: x y, other: ''}\nreleasever: 42\nconditional-include:\n  - if: '"
                        + condition + "'\n    include: {ima: true}\n");
        assertThat(tree.ima()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "garbage | expected a condition like releasever >= 42 or stream == \"stable\", found the text 'garbage'",
                "n ~ 5 | expected a condition",
                "n == five | cannot compare with five; write true, false, a number, or text in \"quotes\"",
                "n == \"5\" | n is the number 5, and cannot equal the text \"5\"; leave out the quotes",
                "s == 5 | s is the text \"x\", and cannot equal the number 5; put quotes around it",
                "s < \"y\" | < compares numbers, but s is the text \"x\", compared with the text \"y\"",
                "N == 5 | unknown variable 'N'; did you mean 'n'?",
                "stream == 5 | unknown variable 'stream'; known are basearch, n, s",
            })
    void wrongConditions(String condition, String complaint) {
        assertThat(trees.yamlMistakes("variables: {n: 5, s: x}\nconditional-include:\n  - if: '" + condition
                        + "'\n    include: {ima: true}\n"))
                .startsWith("image.yaml:3:9: " + complaint)
                .doesNotContain("\n");
    }

    @Test
    void aFalseConditionStillHasItsTreefileChecked() {
        assertThat(trees.yamlMistakes("""
                        conditional-include:
                          - if: basearch == "s390x"
                            include: {packges: [x], postprocess-script: not-there.sh, repos: [nowhere]}
                        """))
                .isEqualTo("image.yaml:3:15: unknown key 'packges'; did you mean 'packages'?");
    }

    @Test
    void conditionsSeeVariablesOfIncludesAndTheIncludersWin() {
        Treefile tree = trees.file("base.yaml", "variables: {stream: stable, level: 1}\nreleasever: 41\n")
                .file("late.yaml", "variables: {level: 2, late: true}\n")
                .yaml("""
                        include: base.yaml
                        variables: {stream: testing}
                        conditional-include:
                          - {if: stream == "testing", include: late.yaml}
                          - {if: [late == true, level == 1, releasever == 41], include: {ima: true}}
                        ref: ${stream}/${level}/${late}/${releasever}/${basearch}
                        """);
        assertThat(tree.ima()).isTrue();
        assertThat(tree.ref()).contains("testing/1/true/41/x86_64");
        assertThat(tree.variables().toString())
                .isEqualTo("{basearch=x86_64, late=true, level=1, releasever=41, stream=testing}");
    }

    @Test
    void variablesOfTheCallerWin() {
        trees.file("image.yaml", "variables: {stream: stable}\nref: x/${stream}\n");
        LoadOptions options = new LoadOptions(
                "aarch64", new java.util.TreeMap<>(java.util.Map.of("stream", new VarValue.Text("next"))));
        assertThat(Treefile.load(directory.resolve("image.yaml"), options).ref())
                .contains("x/next");
    }

    @Test
    void substitutionIsOnlyWhereItBelongs() {
        Treefile tree = trees.yaml("""
                variables: {v: 7}
                ref: r/${v}
                metadata: {a: "${v}", b: ["${v}"]}
                add-commit-metadata: {c: "is ${v}.", d: 5}
                mutate-os-release: "${v}"
                platform-module: "p:${v}"
                automatic-version-prefix: "${v}.<date:%Y>"
                rojig: {name: "n${v}", summary: s, license: l}
                packages: ["${v}"]
                postprocess: ["echo ${v} $HOME"]
                """);
        assertThat(tree.ref()).contains("r/7");
        assertThat(tree.metadata()).hasToString("{a=\"7\", b=[\"${v}\"]}");
        assertThat(tree.addCommitMetadata()).hasToString("{c=\"is 7.\", d=5}");
        assertThat(tree.mutateOsRelease()).contains("7");
        assertThat(tree.platformModule()).contains("p:7");
        assertThat(tree.automaticVersionPrefix()).contains("7.<date:%Y>");
        assertThat(tree.rojig().orElseThrow().name()).isEqualTo("n7");
        assertThat(tree.packages().getFirst().text()).isEqualTo("${v}");
        assertThat(tree.postprocess().getFirst().text()).isEqualTo("echo ${v} $HOME");
    }

    @Test
    void unknownVariablesAreToldWhereTheyAreUsed() {
        assertThat(trees.file("base.yaml", "\nref: a/${stram}\n")
                        .yamlMistakes("include: base.yaml\nvariables: {stream: x}\nmutate-os-release: \"${stream\"\n"))
                .isEqualTo("base.yaml:2:6: unknown variable 'stram'; did you mean 'stream'?\n"
                        + "image.yaml:3:20: '${' without '}' in '${stream'");
    }

    @Test
    void twiceIsOneTooMany() {
        assertThat(trees.file("base.yaml", "ima: true\n")
                        .file("sub/a.yaml", "include: ../base.yaml\n")
                        .yamlMistakes("include:\n  - base.yaml\n  - sub/a.yaml\n"))
                .isEqualTo("sub/a.yaml:1:10: base.yaml is included twice, first at image.yaml:2:5");
    }

    @Test
    void circlesAreFound() throws IOException {
        Files.createSymbolicLink(directory.resolve("same.yaml"), Path.of("image.yaml"));
        assertThat(trees.file("a.yaml", "include: same.yaml\n").yamlMistakes("include: a.yaml\n"))
                .isEqualTo("a.yaml:1:10: same.yaml includes itself, here in the end");
    }

    @Test
    void fiftyLevelsAreEnough() {
        for (int i = 0; i < 52; i++) {
            trees.file("t" + i + ".yaml", "include: t" + (i + 1) + ".yaml\n");
        }
        trees.file("t52.yaml", "");
        assertThat(trees.load("t2.yaml").files()).hasSize(51);
        assertThat(trees.mistakes("t1.yaml")).isEqualTo("t51.yaml:1:10: more than 50 treefiles include each other");
    }

    @Test
    void namesAreRelativeToTheDeclaringFile() {
        Treefile tree = trees.file("one/inc.yaml", "add-files: [[conf, /etc/one]]\ninclude: deeper/x.json\n")
                .file("one/conf", "1")
                .file(
                        "one/deeper/x.json",
                        "{\"add-files\": [[\"conf\", \"/etc/deep\"]], \"postprocess-script\": \"run\"}")
                .file("one/deeper/conf", "2")
                .executable("one/deeper/run", "#!/bin/sh\n")
                .file("conf", "3")
                .yaml("include: one/inc.yaml\nadd-files: [[conf, etc/top]]\n");
        assertThat(tree.addFiles())
                .extracting(f ->
                        directory.toAbsolutePath().relativize(f.source()) + " " + f.declared() + " " + f.destination())
                .containsExactly("one/deeper/conf conf etc/deep", "one/conf conf etc/one", "conf conf etc/top");
        assertThat(tree.postprocessScript().orElseThrow().path()).isEqualTo(directory.resolve("one/deeper/run"));
    }

    @Test
    void finalizeScriptsRunByName() {
        Treefile tree = trees.executable("finalize.d/20-b", "")
                .executable("base/finalize.d/10-a", "")
                .executable("base/finalize.d/20-b", "")
                .file("base/finalize.d/README", "not executable")
                .executable("base/finalize.d/30-dir/x", "")
                .file("base/base.yaml", "include: more.yaml\n")
                .file("base/more.yaml", "")
                .yaml("include: base/base.yaml\n");
        assertThat(tree.finalizeScripts())
                .extracting(f -> directory.relativize(f).toString())
                .containsExactly("base/finalize.d/10-a", "base/finalize.d/20-b", "finalize.d/20-b");
    }
}
