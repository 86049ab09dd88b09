package io.keelson.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeelsonTest {
    @Test
    void progressMayBeAskedForBeforeAndAfterTheCommand(@TempDir Path directory) throws IOException {
        Path treefile = Files.writeString(directory.resolve("a.yaml"), "packages: [hello]\n");
        assertThat(Keelson.run("--progress=json", "treefile", "check", treefile.toString()))
                .isZero();
        assertThat(Keelson.run("treefile", "check", "--progress=plain", treefile.toString()))
                .isZero();
        assertThat(Keelson.run("treefile", "check", "--progress=loud", treefile.toString()))
                .isEqualTo(KeelsonException.USAGE);
    }
}
