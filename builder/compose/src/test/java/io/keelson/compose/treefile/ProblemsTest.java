package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
    @TempDir
    Path directory;

    private Trees trees;

    @BeforeEach
    void trees() {
        trees = new Trees(directory);
    }

    @Test
    void allMistakesOfAllFilesAreToldAtOnce() {
        trees.file("broken.yaml", "packages: [a\nrecommends: true\n")
                .file("typo.json", "{\n  \"units\": [\"sshd\"],\n  \"recommends\": \"no\"\n}\n");
        assertThat(trees.yamlMistakes("""
                        include: [typo.json, broken.yaml, brokn.yaml]
                        recomends: true
                        packages: [ok, "'open >= 1", 7]
                        gpg-key: A
                        gpg_key: B
                        ref: a b
                        override-remove: [x]
                        ima: true
                        ima: false
                        install_langs: [de]
                        units: [a.service]
                        machineid-compat: false
                        mutate-os-release: ${unknown-for-broken-includes}
                        exclude-packages: [ok]
                        """)).isEqualTo("""
                        broken.yaml:2:11: not valid YAML: expected ',' or ']', but got : while parsing a flow sequence
                        image.yaml:1:35: no such file: brokn.yaml; did you mean 'broken.yaml'?
                        image.yaml:2:1: unknown key 'recomends'; did you mean 'recommends'?
                        image.yaml:3:12: ok is wanted here and excluded at image.yaml:14:20
                        image.yaml:3:16: a quote is opened and not closed in ''open >= 1'
                        image.yaml:3:30: expected a name, found the number 7; put it in quotes if text is meant
                        image.yaml:5:1: 'gpg_key' and 'gpg-key' (line 4) are the same key; keep one
                        image.yaml:6:6: 'a b' is no name of a branch; use letters, digits, '_', '-' and '.', in parts divided by '/'
                        image.yaml:7:1: 'override-remove' changes a host that runs already, and has no meaning when an image is composed; remove it
                        image.yaml:9:1: 'ima' is given twice, first in line 8
                        image.yaml:10:1: unknown key 'install_langs'; did you mean 'install-langs'?
                        image.yaml:11:1: units have no effect with machineid-compat: false (image.yaml:12:1); enable them in a file of usr/lib/systemd/system-preset
                        typo.json:2:13: expected the name of a systemd unit, like sshd.service, found the text 'sshd'; did you mean 'sshd.service'?
                        typo.json:3:17: expected true or false, found the text 'no'; write false""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "base-refspec",
                "container-image-reference",
                "packages-local",
                "packages-local-fileoverride",
                "override-remove",
                "ex-override-replace",
                "override-replace-local",
                "initramfs",
                "custom",
                "override-commit",
                "unconfigured-state",
            })
    void keysOfHostsAreRefusedInBothFormats(String key) {
        String reason = "'" + key + "' changes a host that runs already";
        assertThat(trees.yamlMistakes(key + ": x\n")).startsWith("image.yaml:1:1: " + reason);
        assertThat(trees.file("i.json", "{\"" + key + "\": 1}").mistakes("i.json"))
                .startsWith("i.json:1:2: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "add-files: [[a, etc/x]]|no such file: a; did you mean 'ab'?",
                "add-files: [[ab]]|expected a pair [source, destination], found a list",
                "add-files: [[ab, /etc/x/]]|'/etc/x/' names a directory; name the file itself",
                "add-files: [[ab, /usr/../etc]]|'/usr/../etc' is not a plain path",
                "add-files: [[ab, /var/x]]|'/var/x' is no place for a file of the image",
                "add-files: [[ab, usr/local]]|'usr/local' is no place",
                "add-files: [[ab, etc]]|'etc' is no place",
                "remove-files: [/etc/x]|'/etc/x' is absolute; write 'etc/x'",
                "remove-from-packages: [[x]]|expected a list [package, expression, ...], found a list",
                "variables: {releasever: 1}|'releasever' is filled in from the key releasever; set that instead",
                "variables: {basearch: x}|'basearch' is filled in from the architecture",
                "variables: {a-b: x}|'a-b' is no name of a variable",
                "variables: {a: 1.5}|expected true, false, a whole number or text, found the number 1.5; put it in quotes",
                "variables: {a: -1}|expected true, false, a whole number or text, found the number -1",
                "repovars: {basearch: x}|'basearch' is filled in",
                "repovars: {x: 1}|expected text, found the number 1; put it in quotes if text is meant",
                "check-passwd: {type: file}|'filename' is missing here",
                "check-passwd: {type: file, filename: b}|no such file: b",
                "check-passwd: {type: data, entries: {x: [1, 2, 3]}}|expected one or two ids, found 3",
                "check-groups: {type: none, filname: x}|unknown field 'filname'",
                "check-groups: previous|expected a mapping with type: none, previous, file or data, found the text 'previous'",
                "postprocess-script: dir|dir is not a regular file",
                "conditional-include: [{if: basearch == \"x\"}]|'include' is missing here",
                "include: [[a]]|expected the name of a treefile, found a list",
                "include: image.yaml|image.yaml includes itself",
                "repo-packages: [{repo: r, packages: [a], pkgs: 1}]|unknown field 'pkgs'",
                "packages: bash|expected a list of package names, found the text 'bash'",
                "packages-hal9000: [12]|expected a name, found the number 12",
                "packages-aarch64: true|expected a list of package names, found the truth value true",
                "? [a]|a key must be text",
                "- a|a treefile is a mapping of keys, found a list",
                "just text|a treefile is a mapping of keys, found the text 'just text'",
            })
    void oneMistake(String yaml, String complaint) {
        trees.file("ab", "").file("dir/x", "");
        String told = trees.yamlMistakes(yaml + "\n");
        assertThat(told).startsWith("image.yaml:1:").contains(": " + complaint).doesNotContain("\n");
    }

    @Test
    void strangeFiles() throws Exception {
        assertThat(trees.mistakes("absent.yaml")).isEqualTo("absent.yaml:1:1: no such file: absent.yaml");
        java.nio.file.Files.write(directory.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe4});
        assertThat(trees.mistakes("latin.yaml")).isEqualTo("latin.yaml:1:1: not UTF-8 text");
        assertThat(trees.file("empty.json", "").mistakes("empty.json")).contains("not valid JSON: the file is empty");
        assertThat(trees.file("two.json", "{} {}").mistakes("two.json"))
                .contains("two.json:1:4: not valid JSON: there is more");
        assertThat(trees.file("trail.json", "{\n\"a\": [1,]}").mistakes("trail.json"))
                .startsWith("trail.json:2:");
        assertThat(trees.file("big.json", " ".repeat(5 << 20)).mistakes("big.json"))
                .contains("larger than 4 MiB");
        assertThat(trees.file("twice.yaml", "a: 1\n---\nb: 2\n").mistakes("twice.yaml"))
                .startsWith("twice.yaml:2:1: not valid YAML");
    }

    @Test
    void remarksAreNoMistakes() {
        Treefile tree = trees.yaml("packages-amd64: [x]\nbootstrap_packages: [y]\ncliwrap: true\n");
        assertThat(tree.notes())
                .containsExactly(
                        directory + "/image.yaml:1:1: no architecture is called 'amd64'; this compose is for x86_64",
                        directory + "/image.yaml:2:1: 'bootstrap_packages' is deprecated; write packages",
                        directory + "/image.yaml:3:1: 'cliwrap' is deprecated and has no effect");
    }
}
