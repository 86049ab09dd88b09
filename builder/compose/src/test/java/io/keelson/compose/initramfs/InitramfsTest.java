package io.keelson.compose.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.Run;
import io.keelson.compose.finish.TreeText;
import io.keelson.compose.sandbox.Output;
import io.keelson.compose.sandbox.Program;
import io.keelson.compose.sandbox.Sandbox;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitramfsTest {
    private static final String TREE = """
            f usr/bin/dracut "dracut"
            f usr/bin/unrelated "1"
            f usr/lib/libc.so "libc 1"
            f usr/lib/dracut/modules.d/98ostree/module-setup.sh "ostree"
            f usr/lib/modules/6.1/config "CONFIG_A=y\\nCONFIG_RD_ZSTD=y\\n"
            l lib -> usr/lib
            """;

    @TempDir
    Path directory;

    private final Contents contents = new Contents();
    private final FileTree tree = TreeText.of(TREE, contents).tree();
    private final Dracut dracut = new Dracut();

    /// What dracut makes: an archive for the processor, then the one with the system.
    @BeforeEach
    void makeRawImage() throws IOException, InterruptedException {
        Run.script(directory, """
                mkdir -p early/kernel main/lib; : > early/early_cpio; printf microcode > early/kernel/ucode
                printf 'libc 1' > main/lib/libc.so; head -c 200000 /dev/zero > main/zeros
                (cd early; find . | sort | cpio --quiet -o -H newc) > early.cpio
                (cd main; find . | sort | cpio --quiet -o -H newc) > main.cpio
                cat early.cpio main.cpio > raw
                """);
    }

    private Entry.File build(FileTree of, String... arguments) throws IOException, InterruptedException {
        return new Initramfs(directory.resolve("cache"), contents, List.of(arguments), 0).build(dracut, of, "6.1");
    }

    @Test
    void theEarlyArchiveStaysAsItIsAndTheRestIsCompressed() throws IOException, InterruptedException {
        Entry.File image = build(tree);
        Files.write(directory.resolve("image"), contents.bytes(image.content()));
        assertThat(image.meta()).isEqualTo(Meta.root(0600));
        assertThat(image.size()).isLessThan(10_000);
        Run.script(
                directory,
                "n=$(stat -c %s early.cpio); head -c $n image | cmp - early.cpio; tail -c +$((n + 1)) image > rest.zst");
        assertThat(Run.script(directory, "od -An -tx1 -N4 rest.zst")).isEqualTo(" 28 b5 2f fd\n");
    }

    @Test
    void aKernelWithoutZstdGetsGzip() throws IOException, InterruptedException {
        Entry.File image = build(tree.edit()
                .put("usr/lib/modules/6.1/config", contents.file(Meta.FILE, "# CONFIG_RD_ZSTD is not set\n"))
                .build());
        Files.write(directory.resolve("image"), contents.bytes(image.content()));
        Run.script(directory, "n=$(stat -c %s early.cpio); tail -c +$((n + 1)) image | gzip -d | cmp - main.cpio");
    }

    @Test
    void whoChoosesTheCompressionGetsWhatDracutMade() throws IOException, InterruptedException {
        Entry.File image = build(tree, "--xz");
        assertThat(contents.bytes(image.content())).isEqualTo(Files.readAllBytes(directory.resolve("raw")));
    }

    @Test
    void onlyARelevantChangeRunsDracutAgain() throws IOException, InterruptedException {
        Entry.File first = build(tree);
        assertThat(build(tree)).isEqualTo(first);
        assertThat(build(with("usr/bin/unrelated", "2"))).isEqualTo(first);
        assertThat(build(with("srv/new", "x"))).isEqualTo(first);
        assertThat(dracut.runs).isEqualTo(1);
        build(with("usr/lib/libc.so", "libc 2"));
        assertThat(dracut.runs).as("a file in the image").isEqualTo(2);
        build(with("etc/dracut.conf.d/x.conf", ""));
        assertThat(dracut.runs).as("a setting").isEqualTo(3);
        build(with("usr/bin/new", ""));
        assertThat(dracut.runs).as("a program that dracut may find").isEqualTo(4);
        build(tree, "--omit", "nfs");
        assertThat(dracut.runs).as("an argument").isEqualTo(5);
        assertThat(build(tree)).isEqualTo(first);
        assertThat(dracut.runs).isEqualTo(5);
    }

    private FileTree with(String path, String text) {
        return tree.edit().put(path, contents.file(Meta.FILE, text)).build();
    }

    @Test
    void aFailureShowsWhatDracutSaid() {
        dracut.output = new Output(1, "dracut: no kernel modules\n");
        assertThatThrownBy(() -> build(tree))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("dracut failed with status 1:\n  dracut: no kernel modules");
    }

    @Test
    void missingPartsAreNamedBeforeAnythingRuns() {
        assertThatThrownBy(() -> build(FileTree.EMPTY)).hasMessageContaining("no dracut");
        FileTree bare = TreeText.of("f usr/bin/dracut", contents).tree();
        assertThatThrownBy(() -> build(bare)).hasMessageContaining("no ostree module");
        assertThat(dracut.runs).isZero();
    }

    /// A sandbox in which dracut always makes the same image.
    private final class Dracut implements Sandbox {
        private FileTree shown = FileTree.EMPTY;
        private Output output = new Output(0, "");
        private int runs;

        @Override
        public Output run(Program program, Consumer<String> lines) {
            runs++;
            return output;
        }

        @Override
        public FileTree tree() {
            Path raw = directory.resolve("raw");
            try {
                Digest digest = Digest.of(raw);
                contents.register(digest, raw, 0600, Files.size(raw));
                Entry.File file = new Entry.File(Meta.root(0600), digest, Files.size(raw));
                return shown.edit().put("var/tmp/keelson-initramfs", file).build();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void update(FileTree target) {
            shown = target;
        }

        @Override
        public void close() {}
    }
}
