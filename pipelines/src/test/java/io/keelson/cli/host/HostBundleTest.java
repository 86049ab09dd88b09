package io.keelson.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole bundle is made once, used from another place than where it was made, as on a host.
class HostBundleTest {
    @TempDir
    private Path directory;

    private record Ended(int status, String text) {}

    private static Ended run(Path launcher, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.environment().remove("JAVA_HOME");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    @Tag("slow")
    @Test
    void itRunsFromAnywhereWithItsOwnJavaAndCache() throws Exception {
        Path made = directory.resolve("made");
        new HostBundle(made).make();
        Path home =
                Files.createDirectories(directory.resolve("usr/lib/keelson")).resolve("host");
        Files.move(made, home);
        Path link = Files.createSymbolicLink(directory.resolve("keelson-host"), home.resolve("bin/keelson-host"));

        Ended version = run(link, "--version");
        assertThat(version.status()).isZero();
        assertThat(version.text()).matches("keelson-host \\S.*\n");
        assertThat(run(link, "status", "--root", directory.toString()).text())
                .startsWith("error: there is no OSTree host in " + directory);
        assertThat(timesIn(home)).containsOnly(FileTime.fromMillis(0));
        assertThat(loadedFromCache(home)).isGreaterThan(100);
    }

    private static List<FileTime> timesIn(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile).map(HostBundleTest::time).toList();
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Classes of ours of which Java itself says that they come from the cache.
    private long loadedFromCache(Path home) throws IOException, InterruptedException {
        Path log = directory.resolve("classes");
        Path launcher = home.resolve("bin/keelson-host");
        String script = Files.readString(launcher).replace("-Xlog:disable", "-Xlog:class+load:file=" + log);
        Path telling = Files.writeString(home.resolve("bin/telling"), script);
        assertThat(telling.toFile().setExecutable(true)).isTrue();
        assertThat(run(telling, "--version").status()).isZero();
        return Files.readString(log)
                .lines()
                .filter(line -> line.contains("shared objects file"))
                .filter(line -> line.contains(" picocli.") || line.contains(" io.keelson."))
                .count();
    }

    @Test
    void aDirectoryThatIsThereIsLeftAlone() throws Exception {
        BundleCommand command = new BundleCommand();
        new picocli.CommandLine(command).parseArgs("--output", directory.toString());
        assertThatThrownBy(command::call).isInstanceOf(KeelsonException.class).hasMessageContaining("exists already");
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).isEmpty();
        }
    }
}
