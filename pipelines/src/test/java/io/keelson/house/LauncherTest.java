package io.keelson.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher up to where it would build, which is what these tests run inside of.
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "keelson").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private record Ended(int status, String text) {}

    private Ended run(Path jdk) throws IOException, InterruptedException {
        Path link = directory.resolve("keelson");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, LAUNCHER);
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "--version").redirectErrorStream(true);
        builder.directory(directory.toFile()).environment().put("KEELSON_JAVA_HOME", jdk.toString());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    @Test
    void aDirectoryWithoutAJdkIsNamed() throws Exception {
        Ended ended = run(directory);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.text())
                .startsWith("error: KEELSON_JAVA_HOME=" + directory + " is not a JDK 25 or later\nhint: ");
    }

    @Test
    void anOldJdkIsRefusedWithoutStartingIt() throws Exception {
        Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\ntouch " + directory.resolve("started") + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\n");
        assertThat(run(directory).text()).contains("is not a JDK 25 or later");
        assertThat(directory.resolve("started")).doesNotExist();
    }
}
