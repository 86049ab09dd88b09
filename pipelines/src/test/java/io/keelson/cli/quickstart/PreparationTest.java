package io.keelson.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final List<Requirement> MISSING =
            List.of(new Requirement("bwrap", "bubblewrap", "sandbox"), new Requirement("mke2fs", "e2fsprogs", "image"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void nothingMissingNeedsNoWord() throws InterruptedException {
        new Preparation(out, false, false, null).run(List.of());
        assertThat(bytes.size()).isZero();
    }

    @Test
    void notRootIsToldTheLine() {
        assertThatThrownBy(() -> new Preparation(out, false, true, null).run(MISSING))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        refused -> assertThat(refused.hint())
                                .contains("sudo apt-get install --no-install-recommends bubblewrap e2fsprogs"));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("bubblewrap", "sandbox", "e2fsprogs", "image");
    }

    @Test
    void nothingIsInstalledWhenNobodyCanAgree() {
        assertThatThrownBy(() -> new Preparation(out, true, false, null).run(MISSING))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("not installed");
    }

    @Test
    void aProgramIsThereWhenItCanRun(@TempDir Path bin) throws IOException {
        Requirement need = MISSING.getFirst();
        assertThat(need.isMissing(List.of(bin))).isTrue();
        Path program = Files.createFile(bin.resolve("bwrap"));
        assertThat(need.isMissing(List.of(bin))).isTrue();
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(need.isMissing(List.of(bin))).isFalse();
    }

    @Test
    void usersAreMappedOnlyWithoutRootAndImagesMadeOnlyToBoot() {
        assertThat(Requirement.of(true, false)).extracting(Requirement::program).containsExactly("bwrap", "unshare");
        assertThat(Requirement.of(false, true))
                .extracting(Requirement::program)
                .contains("newuidmap", "ostree", "mke2fs", "qemu-system-x86_64");
    }
}
