package io.keelson.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QemuCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String... arguments) {
        return new CommandLine(new QemuCommand())
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return e instanceof KeelsonException known ? known.exitCode() : -1;
                })
                .execute(arguments);
    }

    private String fakeRepo() throws IOException {
        Files.createDirectories(directory.resolve("repo/objects"));
        Files.writeString(directory.resolve("repo/config"), "[core]\n");
        return directory.resolve("repo").toString();
    }

    @Test
    void aDirectoryThatIsNoRepositoryIsWrongUsage() {
        assertThat(run("--repo", directory.toString(), "x")).isEqualTo(KeelsonException.USAGE);
        assertThat(err).hasToString(directory + " is not an OSTree repository\n");
    }

    @Test
    void anImageNobodyKeepsAndNobodyBootsIsWrongUsage() throws IOException {
        assertThat(run("--repo", fakeRepo(), "--no-boot", "x")).isEqualTo(KeelsonException.USAGE);
        assertThat(err.toString()).contains("give --output");
    }

    @Test
    void mistakesShowBeforeTheWorkBegins() throws IOException {
        assertThat(run("--repo", fakeRepo(), "--memory", "1M", "x")).isEqualTo(KeelsonException.USAGE);
        assertThat(run("--repo", fakeRepo(), "--cpus", "0", "x")).isEqualTo(KeelsonException.USAGE);
        assertThat(run("--repo", fakeRepo(), "--timeout", "soon", "x")).isEqualTo(KeelsonException.USAGE);
        assertThat(run("--repo", fakeRepo(), "--output", directory + "/none/a.img", "x"))
                .isEqualTo(KeelsonException.USAGE);
        assertThat(err.toString())
                .contains("1 MiB cannot boot", "at least one processor", "'soon' is not a time", "does not exist")
                .doesNotContain("deploy");
    }
}
