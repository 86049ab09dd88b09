package io.keelson.compose.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What GRUB reads is judged by GRUB's own programs.
class GrubTextTest {
    @TempDir
    Path dir;

    private void check(String script) throws Exception {
        GptTest.run(
                "grub-script-check",
                Files.writeString(dir.resolve("script"), script).toString());
    }

    @Test
    void itsFilesAreScripts() throws Exception {
        check(GrubFiles.configuration());
        check(GrubFiles.early("0123-4567"));
        assertThat(GrubFiles.early("0123-4567")).contains("--fs-uuid 0123-4567");
    }

    @Test
    void aMenuIsAScriptWhateverIsInIt() throws Exception {
        String menu = GrubMenu.text(List.of(
                new GrubMenu.Entry(
                        "os/c0.0", "It's \"A\" (ostree:0)", "/ostree/a/vmlinuz", "/ostree/a/initramfs.img", "rw a=b"),
                new GrubMenu.Entry("os/c1.0", "B\n}", "/b", "/c", "quote='x' dollar=$HOME semi=;reboot brace={")));
        check(menu);
        assertThat(menu)
                .contains("menuentry 'Its \"A\" (ostree:0)' --id ostree-0 {")
                .contains("  linux /ostree/a/vmlinuz rw a=b keelson.deployment=os/c0.0 $keelson\n")
                .contains("'dollar=$HOME' 'semi=;reboot' 'brace={' keelson.deployment=os/c1.0 $keelson\n")
                .endsWith("}\nset entries=2\n");
    }

    @Test
    void grubReadsTheEnvironment() throws Exception {
        byte[] block = GrubEnvironment.encode(new LinkedHashMap<>(Map.of("boot_success", "1")));
        assertThat(block).hasSize(1024);
        Path file = Files.write(dir.resolve("grubenv"), block);
        assertThat(GptTest.run("grub-editenv", file.toString(), "list")).isEqualTo("boot_success=1\n");
        assertThatThrownBy(() -> GrubEnvironment.encode(new LinkedHashMap<>(Map.of("a", "x".repeat(1024)))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
