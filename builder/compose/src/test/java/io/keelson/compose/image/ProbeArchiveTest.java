package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeArchiveTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 4093})
    void comesAfterTheInitramfsAtAMultipleOfFour(int length) throws IOException {
        byte[] initramfs = new byte[length];
        Arrays.fill(initramfs, (byte) 'i');
        byte[] both = write(initramfs, List.of());
        int start = (length + 3) / 4 * 4;
        assertThat(Arrays.copyOf(both, length)).isEqualTo(initramfs);
        assertThat(new String(both, start, 6, StandardCharsets.US_ASCII)).isEqualTo("070701");
    }

    @Test
    void carriesCommandsAsTheyAre() throws IOException {
        String nasty = "echo \"$HOME\" 'quote' \\ \n`date`; exit 3";
        Map<String, String> files = unpack(write(new byte[4], List.of("true", nasty)));
        assertThat(files)
                .containsEntry("keelson-probe/run/keelson-probe/commands/0000", "true\n")
                .containsEntry("keelson-probe/run/keelson-probe/commands/0001", nasty + "\n");
    }

    @Test
    void everyFileHasItsDirectoryBeforeIt() throws IOException {
        Map<String, String> files = unpack(write(new byte[4], List.of("true")));
        assertThat(files.keySet()).allSatisfy(name -> {
            int slash = name.lastIndexOf('/');
            assertThat(slash < 0 || files.containsKey(name.substring(0, slash))).isTrue();
        });
    }

    @Test
    void theShellUnderstandsTheScripts() throws IOException, InterruptedException {
        for (Map.Entry<String, String> file :
                unpack(write(new byte[4], List.of())).entrySet()) {
            if (file.getKey().endsWith(".sh")) {
                Path script = Files.writeString(directory.resolve("script"), file.getValue());
                Process sh = new ProcessBuilder("sh", "-n", script.toString())
                        .inheritIO()
                        .start();
                assertThat(sh.waitFor()).as(file.getKey()).isZero();
            }
        }
    }

    private byte[] write(byte[] initramfs, List<String> commands) throws IOException {
        Path from = Files.write(directory.resolve("initramfs"), initramfs);
        Path to = directory.resolve("both");
        ProbeArchive.write(from, commands, to);
        return Files.readAllBytes(to);
    }

    private static Map<String, String> unpack(byte[] both) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (CpioArchiveInputStream in =
                new CpioArchiveInputStream(new ByteArrayInputStream(both, 4, both.length - 4))) {
            for (CpioArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
