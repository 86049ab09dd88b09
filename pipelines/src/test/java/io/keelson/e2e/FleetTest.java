package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small run of `bootstrap/bench/fleet`: hosts behind real sshd processes, the operator killed in the middle.
@Tag("slow")
class FleetTest {
    private static final Path BENCH = Path.of("..", "bootstrap", "bench", "fleet");

    @TempDir
    Path directory;

    @Test
    void noHostIsTouchedTwice() throws IOException, InterruptedException {
        String keelson = System.getProperty("java.home") + "/bin/java -XX:+UseSerialGC -cp "
                + System.getProperty("java.class.path") + " io.keelson.cli.Keelson";
        ProcessBuilder builder = new ProcessBuilder(
                        BENCH.toRealPath().toString(),
                        "20",
                        directory.resolve("rig").toString())
                .redirectErrorStream(true);
        builder.environment().put("KEELSON", keelson);
        builder.environment().put("FIRST_PORT", "23000");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("operator killed after")
                .contains("20 hosts: 18 confirmed, 1 unchanged, 1 rejected")
                .endsWith("every host ended as it must, and none was touched twice\n");
    }
}
