package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every key: a value and its flattened form, a second value, a wrong value, and the merge rule.
class KeysTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Trees trees;

    record Sample(String key, Merge merge, String value, String other, String wrong, String complaint) {
        @Override
        public String toString() {
            return key;
        }
    }

    private static Sample flag(String key) {
        return new Sample(
                key, Merge.FIRST, "true", "false", "yes", "expected true or false, found the text 'yes'; write true");
    }

    private static Sample first(String key, String value, String other, String wrong, String complaint) {
        return new Sample(key, Merge.FIRST, value, other, wrong, complaint);
    }

    private static Sample list(String key, String value, String other) {
        return new Sample(key, Merge.APPEND, value, other, "one", "expected a list");
    }

    static Stream<Sample> samples() {
        String anInteger = "expected a name, found the number 12; put it in quotes if text is meant";
        return Stream.of(
                new Sample("packages", Merge.UNION, "[b, a]", "[c, a]", "[12]", anInteger),
                new Sample(
                        "repo-packages",
                        Merge.APPEND,
                        "[{repo: core, packages: [x]}]",
                        "[{repo: extra, packages: [y]}]",
                        "[{repo: core}]",
                        "'packages' is missing here"),
                flag("cliwrap"),
                list("cliwrap-binaries", "[kernel-install]", "[rpm]"),
                first("edition", "\"2024\"", "2014", "2023", "expected one of 2014, 2024, found the number 2023"),
                first("ref", "a/b", "c", "a//b", "'a//b' is no name of a branch"),
                new Sample(
                        "metadata",
                        Merge.MAP,
                        "{a: {b: [1, x]}, k: mine}",
                        "{k: theirs, z: null}",
                        "[]",
                        "expected a mapping, found a list"),
                first("basearch", "x86_64", "x86_64", "s390x", "this treefile is for s390x, the compose is for x86_64"),
                first(
                        "rojig",
                        "{name: n, summary: s, license: l}",
                        "{name: m, summary: s, license: l, description: d}",
                        "{name: n, summary: s}",
                        "'license' is missing here"),
                list("repos", "[core]", "[deb.sources]"),
                list("lockfile-repos", "[core]", "[host]"),
                flag("selinux"),
                flag("ignore-devices"),
                first("selinux-label-version", "1", "0", "2", "expected 0 or 1, found the number 2"),
                first("sysusers", "compose-forced", "compose-auto", "compose-forcd", "did you mean 'compose-forced'?"),
                flag("ima"),
                first(
                        "gpg-key",
                        "ABCD",
                        "EF01",
                        "1234",
                        "expected the id of a key, found the number 1234; put it in quotes"),
                list("ostree-layers", "[l1]", "[l2]"),
                list("ostree-override-layers", "[l1]", "[l2]"),
                list("exclude-packages", "[python]", "[perl nano]"),
                first(
                        "platform-module",
                        "\"platform:f42\"",
                        "\"platform:f41\"",
                        "[]",
                        "expected the name of a module, found a list"),
                flag("container"),
                flag("recommends"),
                flag("documentation"),
                list("install-langs", "[en_US]", "[fr_FR]"),
                list("initramfs-args", "[--no-hostonly]", "[\"--add\", \"iscsi\"]"),
                flag("no-initramfs"),
                flag("readonly-executables"),
                first(
                        "boot-location",
                        "new",
                        "kernel-install",
                        "both",
                        "expected one of new, modules, kernel-install, found the text 'both'"),
                flag("tmp-is-dir"),
                first("opt-usrlocal", "state-overlay", "root", "rot", "did you mean 'root'?"),
                list("units", "[sshd.service]", "['getty@tty1.service']"),
                first(
                        "default-target",
                        "multi-user.target",
                        "graphical.target",
                        "multi-user",
                        "did you mean 'multi-user.service'?"),
                flag("machineid-compat"),
                first("releasever", "42", "\"41\"", "[]", "expected a release"),
                first(
                        "automatic-version-prefix",
                        "\"42.<date:%Y>\"",
                        "\"1\"",
                        "\"<date:%Q>\"",
                        "'%Q' in <date:%Q> is no part of a date"),
                first(
                        "automatic-version-suffix",
                        "\"-\"",
                        "\".\"",
                        "--",
                        "expected one ASCII character, found the text '--'"),
                first(
                        "mutate-os-release",
                        "\"42\"",
                        "\"41\"",
                        "42",
                        "expected the text to replace, found the number 42"),
                list("etc-group-members", "[wheel]", "[sudo]"),
                flag("preserve-passwd"),
                first(
                        "check-passwd",
                        "{type: data, entries: {bin: [1,1], adm: [3, 4]}}",
                        "{type: file, filename: passwd}",
                        "{type: fil}",
                        "did you mean 'file'?"),
                first(
                        "check-groups",
                        "{type: data, entries: {bin: 1}}",
                        "{type: none}",
                        "{type: data, entries: {bin: -1}}",
                        "expected an id from 0 to 4294967295, found the number -1"),
                new Sample("ignore-removed-users", Merge.UNION, "[b, a]", "['*']", "[12]", anInteger),
                new Sample("ignore-removed-groups", Merge.UNION, "[b, a]", "['*']", "[12]", anInteger),
                first("postprocess-script", "post.sh", "post.sh", "passwd", "passwd is not executable; chmod +x it"),
                list("postprocess", "[\"#!/bin/sh\\ntrue\\n\"]", "[\"echo\"]"),
                new Sample(
                        "add-files",
                        Merge.APPEND,
                        "[[passwd, /usr/share/x]]",
                        "[[etc, /etc/y]]",
                        "[[passwd, /usr/local/x]]",
                        "'/usr/local/x' is no place for a file of the image"),
                new Sample("remove-files", Merge.APPEND, "[etc/a]", "[usr/b]", "[../b]", "'../b' is not a plain path"),
                new Sample(
                        "remove-from-packages",
                        Merge.APPEND,
                        "[[cpio, /usr/share/.*]]",
                        "[[tar, a, b]]",
                        "[[tar, '(']]",
                        "not a regular expression: '('"),
                new Sample(
                        "add-commit-metadata",
                        Merge.MAP,
                        "{a: true, k: mine}",
                        "{k: theirs}",
                        "x",
                        "expected a mapping"),
                first("repo-metadata", "detached", "disabled", "none", "expected one of inline, detached, disabled"),
                first(
                        "advisories-metadata",
                        "detached",
                        "disabled",
                        "true",
                        "expected one of inline, detached, disabled"),
                first("rpmdb", "host", "target", "lmdb", "expected one of target, host"),
                flag("rpmdb-normalize"),
                first("container-cmd", "[/sbin/init]", "[/bin/sh]", "/bin/sh", "expected a list of text"));
    }

    @BeforeEach
    void files() {
        trees = new Trees(directory)
                .file("passwd", "root:x:0:0::/root:/bin/sh\n")
                .file("etc/conf", "x\n")
                .file("a.repo", "[core]\nenabled=1\n[extra]\n")
                .file("deb.sources", "Types: deb\n")
                .executable("post.sh", "#!/bin/sh\n");
    }

    @Test
    void everyKeyOfTheFlattenedFormHasASample() {
        List<String> printed =
                Keys.all().stream().filter(Key::isPrinted).map(Key::name).toList();
        assertThat(samples().map(Sample::key)).containsExactlyElementsOf(printed);
        assertThat(Keys.all().stream().filter(k -> !k.isPrinted()).map(Key::name))
                .containsExactlyInAnyOrder(
                        "bootstrap-packages",
                        "variables",
                        "repovars",
                        "include",
                        "arch-include",
                        "conditional-include");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAndPrinted(Sample sample) throws Exception {
        JsonNode printed = flattened(sample, sample.value());
        JsonNode again = trees.file("again.json", "{\"" + sample.key() + "\": " + printed + "}")
                .load("again.json")
                .toTree()
                .get(sample.key());
        assertThat(printed).isNotNull().hasToString(again.toString());
        assertThat(JSON.readTree(trees.load("again.json").toJson()).get(sample.key()))
                .hasToString(printed.toString());
        assertThat(flattened(sample, sample.other())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aWrongValueIsToldAtItsPlace(Sample sample) {
        assertThat(trees.yamlMistakes("# comment\n" + sample.key() + ": " + sample.wrong() + "\n"))
                .startsWith("image.yaml:2:")
                .contains(sample.complaint())
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingIsAsGoodAsAbsent(Sample sample) {
        assertThat(trees.yaml(sample.key() + ":\n").toJson())
                .isEqualTo(trees.yaml("").toJson());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mergesByItsRule(Sample sample) {
        JsonNode mine = flattened(sample, sample.value());
        JsonNode theirs = flattened(sample, sample.other());
        JsonNode expected = switch (sample.merge()) {
            case FIRST -> mine;
            case APPEND -> ((ArrayNode) theirs.deepCopy()).addAll((ArrayNode) mine);
            case MAP -> ((ObjectNode) theirs.deepCopy()).setAll((ObjectNode) mine);
            case UNION -> sorted(mine, theirs);
            case CONSUMED -> throw new AssertionError();
        };
        trees.file("theirs.yaml", sample.key() + ": " + sample.other() + "\n")
                .file("mine.yaml", sample.key() + ": " + sample.value() + "\n");
        assertThat(trees.yaml("include: theirs.yaml\n" + sample.key() + ": " + sample.value() + "\n")
                        .toTree()
                        .get(sample.key()))
                .as("the includer and an include")
                .isEqualTo(expected);
        assertThat(trees.yaml("include: [mine.yaml, theirs.yaml]\n").toTree().get(sample.key()))
                .as("two siblings")
                .isEqualTo(expected);
    }

    private JsonNode flattened(Sample sample, String value) {
        return trees.yaml(sample.key() + ": " + value + "\n").toTree().get(sample.key());
    }

    private static ArrayNode sorted(JsonNode a, JsonNode b) {
        TreeSet<String> all = new TreeSet<>();
        a.forEach(n -> all.add(n.textValue()));
        b.forEach(n -> all.add(n.textValue()));
        ArrayNode array = JSON.createArrayNode();
        all.forEach(array::add);
        return array;
    }
}
