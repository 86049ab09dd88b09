package io.keelson.cli.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our commands and the real ones, on the same repository, must say the same.
class OstreeCommandTest {
    @TempDir
    Path dir;

    private Path repo;
    private Path tree;

    /// Output and error as one, and the exit status.
    private record Result(int status, String out) {}

    @BeforeEach
    void makeRepository() throws Exception {
        repo = dir.resolve("repo");
        tree = Files.createDirectories(dir.resolve("tree"));
        Files.createDirectories(tree.resolve("sub"));
        Files.writeString(tree.resolve("sub/file"), "text\n");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../elsewhere"));
        assertThat(ours("init", "--mode=archive").status()).isZero();
        commit("--timestamp=@1000", "-s", "first", "-m", "two\nlines", "--add-metadata-string=version=1.0");
        Files.writeString(tree.resolve("sub/file"), "changed\n");
        Files.writeString(Files.createDirectory(tree.resolve("new")).resolve("ü"), "");
        Files.delete(tree.resolve("link"));
        commit("--timestamp=2020-01-02 03:04:05 +0100", "--add-metadata=n=(uint64 42, ['a', 'b'])");
    }

    private void commit(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("commit", "-b", "main", "--tree=dir=" + tree));
        all.addAll(List.of(arguments));
        Result result = ours(all.toArray(String[]::new));
        assertThat(result.status()).as(result.out()).isZero();
    }

    private Result ours(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of("--repo=" + repo));
        all.addAll(List.of(arguments));
        int status = OstreeMain.commandLine(new OstreeCommand(out, out), all.toArray(String[]::new))
                .execute(all.toArray(String[]::new));
        out.flush();
        return new Result(status, bytes.toString(StandardCharsets.UTF_8));
    }

    private Result theirs(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ostree", "--repo=" + repo));
        command.addAll(List.of(arguments));
        Path out = dir.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        int status = builder.start().waitFor();
        return new Result(status, Files.readString(out));
    }

    @Test
    void saysWhatUpstreamSays() throws Exception {
        String checksum = ours("rev-parse", "main").out().strip();
        for (String line : List.of(
                "rev-parse main^",
                "rev-parse main^^",
                "rev-parse nothing",
                "rev-parse " + checksum.substring(0, 12),
                "rev-parse -S",
                "show main",
                "show main^",
                "show --raw main",
                "show --print-metadata-key=version main^",
                "show --print-metadata-key=n main",
                "show -B --print-metadata-key=n main",
                "show --print-metadata-key=none main",
                "log main",
                "log --raw main",
                "ls main",
                "ls -R main",
                "ls -RCX main^",
                "ls -d main /sub",
                "ls main /sub/file new",
                "ls -R --nul-filenames-only main",
                "ls main /nothing",
                "ls main /sub/file/x",
                "cat main /sub/file /sub/file",
                "cat main /nothing",
                "cat main /sub",
                "diff main^ main",
                "diff main",
                "diff --stats main^ main",
                "diff --stats --fs-diff main",
                "refs",
                "refs -A",
                "config get core.mode",
                "config get core.nothing",
                "config get nothing.x",
                "checkout nothing")) {
            String[] arguments = line.split(" ", -1);
            assertThat(ours(arguments)).as(line).isEqualTo(theirs(arguments));
        }
        // What is new on disk has no slash before it.
        assertThat(ours("diff", "main^", tree.toString())).isEqualTo(theirs("diff", "main^", tree.toString()));
    }

    @Test
    void changesRefsAndConfiguration() throws Exception {
        assertThat(ours("refs", "--create=a/b", "main").status()).isZero();
        assertThat(ours("refs", "--create=a/b", "main").out()).contains("ref a/b already exists");
        assertThat(ours("refs", "--create=a", "main").out()).contains("Conflict: b exists under a");
        assertThat(ours("refs", "-A", "--create=al/ias", "main").status()).isZero();
        assertThat(theirs("refs", "-A").out()).isEqualTo("al/ias -> main\n");
        assertThat(ours("refs", "--delete", "main").out()).contains("has an active alias: 'al/ias'");
        assertThat(ours("refs", "a").out()).isEqualTo("b\n");
        assertThat(ours("refs", "--delete", "a").status()).isZero();
        assertThat(ours("refs").out()).isEqualTo("al/ias\nmain\n");
        assertThat(ours("config", "set", "remote \"x\".url", "http://[::1]/").status())
                .isZero();
        assertThat(theirs("config", "get", "--group=remote \"x\"", "url").out()).isEqualTo("http://[::1]/\n");
        assertThat(ours("config", "unset", "--group=remote \"x\"", "url").status())
                .isZero();
        assertThat(theirs("config", "get", "--group=remote \"x\"", "url").status())
                .isOne();
    }

    @Test
    void checksOutPartsAndLayers() throws Exception {
        Path out = dir.resolve("checkout");
        assertThat(ours("checkout", "-U", "--subpath=/sub", "main", out.toString())
                        .status())
                .isZero();
        assertThat(out.resolve("file")).hasContent("changed");
        assertThat(ours("checkout", "-U", "main", out.toString()).out()).contains("File exists");
        Files.writeString(out.resolve("mine"), "mine");
        assertThat(ours("checkout", "-U", "--union-identical", "--subpath=/sub", "main^", out.toString())
                        .out())
                .contains("--union-identical requires --require-hardlinks");
        ours("checkout", "-U", "--union-add", "--subpath=/sub", "main^", out.toString());
        assertThat(out.resolve("file")).hasContent("changed");
        ours("checkout", "-U", "--union", "--subpath=/sub", "main^", out.toString());
        assertThat(out.resolve("file")).hasContent("text");
        assertThat(out.resolve("mine")).hasContent("mine");
        assertThat(ours("checkout", "-U", "-H", "main", dir.resolve("links").toString())
                        .out())
                .contains("cannot hardlink in user checkout mode");
    }

    @Test
    void neverWritesThroughLinksAtTheDestination() throws Exception {
        Path outside = Files.createDirectory(dir.resolve("outside"));
        Path out = Files.createDirectory(dir.resolve("checkout"));
        Files.createSymbolicLink(out.resolve("sub"), outside);
        assertThat(ours("checkout", "-U", "--union", "main", out.toString()).out())
                .contains("Not a directory");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void explainsMistakes() throws Exception {
        Result usage = ours("ls");
        assertThat(usage.status()).isOne();
        assertThat(usage.out()).contains("Usage:").contains("error:");
        assertThat(ours("commit", tree.toString()).out()).contains("or use --orphan");
        assertThat(ours("commit", "-b", "bad ref", tree.toString()).out())
                .isEqualTo("error: Invalid refspec bad ref\n");
        assertThat(ours("commit", "-b", "x", dir.resolve("none").toString()).out())
                .contains("No such file or directory");
        Path list = Files.writeString(dir.resolve("list"), "/not/there\n");
        assertThat(ours("commit", "-b", "x", "--skip-list=" + list, tree.toString())
                        .out())
                .isEqualTo("error: Unmatched skip-list paths: /not/there\n");
        Ostree.run("mkfifo", tree.resolve("fifo"));
        assertThat(ours("commit", "-b", "x", tree.toString()).out()).contains("Not a regular file or symlink: ");
        assertThat(theirs("refs").out()).isEqualTo("main\n");
        assertThat(theirs("fsck").status()).isZero();
    }

    @Test
    void tellsTheKernelOfABootableTree() throws Exception {
        assertThat(ours("commit", "-b", "x", "--bootable", tree.toString()).out())
                .isEqualTo("error: Opening usr/lib/modules: No such file or directory\n");
        Files.createDirectories(tree.resolve("usr/lib/modules"));
        assertThat(ours("commit", "-b", "x", "--bootable", tree.toString()).out())
                .contains("No kernel found");
        Files.writeString(
                Files.createDirectories(tree.resolve("usr/lib/modules/6.1")).resolve("vmlinuz"), "k");
        assertThat(ours("commit", "-b", "x", "--bootable", tree.toString()).status())
                .isZero();
        assertThat(theirs("show", "--print-metadata-key=ostree.linux", "x").out())
                .isEqualTo("'6.1'\n");
    }

    /// Programs that have nothing to do with repositories.
    private static final class Ostree {
        static void run(String program, Path argument) throws IOException, InterruptedException {
            assertThat(new ProcessBuilder(program, argument.toString()).start().waitFor())
                    .isZero();
        }
    }
}
