package io.keelson.cli.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.release.KeelsonException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TreefileCommandTest {
    @TempDir
    Path directory;

    private String good = "";
    private String bad = "";

    /// What a command printed, and the failure that the main class would show.
    private record Run(int status, String out, String err, List<KeelsonException> failures) {}

    @BeforeEach
    void files() throws Exception {
        good = Files.writeString(directory.resolve("good.yaml"), "include: base.yaml\npackages: [b, a]\n")
                .toString();
        Files.writeString(directory.resolve("base.yaml"), "postprocess: [\"a\\nb\\n\"]\ncliwrap: false\n");
        bad = Files.writeString(directory.resolve("bad.yaml"), "pakages: [a]\nima: yes\n")
                .toString();
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<KeelsonException> failures = new ArrayList<>();
        int status = new CommandLine(new TreefileCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    KeelsonException failure = (KeelsonException) e;
                    failures.add(failure);
                    return failure.exitCode();
                })
                .execute(args);
        return new Run(status, out.toString(), err.toString(), failures);
    }

    @Test
    void printsJsonUnlessAskedForYaml() {
        Run json = run("print", good, "--basearch=s390x");
        assertThat(json.status()).isZero();
        assertThat(json.out().replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"packages\":[\"a\",\"b\"],\"cliwrap\":false,\"basearch\":\"s390x\",\"postprocess\":[\"a\\nb\\n\"]}");
        assertThat(json.err()).contains("note: ").contains("'cliwrap' is deprecated");
        assertThat(run("print", "--json", good, "--basearch=s390x").out()).isEqualTo(json.out());
        assertThat(run("print", "--yaml", good, "--basearch=s390x").out())
                .isEqualTo("packages:\n- a\n- b\ncliwrap: false\nbasearch: s390x\npostprocess:\n- |\n  a\n  b\n");
        assertThat(run("print", "--yaml", "--json", good).status()).isEqualTo(2);
    }

    @Test
    void checkTellsTheMistakesOfAllFilesAndWhichAreFine() {
        Run run = run("check", good, bad, bad);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).contains(good + ": ok\n").doesNotContain(bad);
        assertThat(run.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessage(bad + ":1:1: unknown key 'pakages'; did you mean 'packages'?\n" + bad
                                + ":2:6: expected true or false, found the text 'yes'; write true"));
        assertThat(run("check", good).status()).isZero();
    }

    @Test
    void checkSpeaksJson() {
        Run run = run("check", "--json", good, bad);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.failures()).isEmpty();
        assertThat(run.out())
                .contains("\"ok\" : true")
                .contains("\"ok\" : false")
                .contains("unknown key 'pakages'");
    }

    @Test
    void explainsAKey() {
        Run run = run("explain", "boot_location");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("boot-location\n  Where the kernel goes")
                .contains("value:     one of new, modules, kernel-install\n")
                .contains("default:   \"new\"; \"modules\" from edition 2024 on\n")
                .contains("merging:   the first wins")
                .contains("also:      boot_location\n");
        assertThat(run("explain", "packages-aarch64").out()).startsWith("packages\n");
        assertThat(run("explain", "--json", "ima").out()).contains("\"merge\" : \"first\"");
    }

    @Test
    void listsAllKeys() {
        assertThat(run("explain").out().lines()).hasSizeGreaterThan(60).anyMatch(l -> l.startsWith("add-files   "));
    }

    @Test
    void unknownKeysGetASuggestion() {
        assertThat(run("explain", "recomends").failures())
                .singleElement()
                .satisfies(e -> assertThat(e.hint()).isEqualTo("did you mean 'recommends'?"));
        assertThat(run("explain", "initramfs").failures())
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessageContaining("changes a host that runs already"));
        assertThat(run("explain", "zzzzzz").status()).isEqualTo(2);
    }
}
