package io.keelson.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
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
        return run(link, jdk, Map.of(), "--version");
    }

    private Ended run(Path launcher, Path jdk, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.directory(directory.toFile()).environment().put("KEELSON_JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
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
        makeJdk("17.0.15", "touch " + directory.resolve("started"));
        assertThat(run(directory).text()).contains("is not a JDK 25 or later");
        assertThat(directory.resolve("started")).doesNotExist();
    }

    @Test
    void aLanguageThatIsNotInstalledStillMeansUtf8() throws Exception {
        makeJdk("25", "echo $LC_ALL");
        Path home = makeBuiltHome();
        Ended ended = run(
                home.resolve("keelson"),
                directory,
                Map.of("LANG", "tlh_KX.UTF-8", "LC_ALL", "tlh_KX.UTF-8"),
                "--version");
        assertThat(ended.text()).isEqualTo("C.UTF-8\n");
    }

    @Test
    void ostreeHasACacheOfItsOwnAndChecksumsTheBetterCompiler() throws Exception {
        makeJdk("25", "echo \"$@\"");
        Path home = makeBuiltHome();
        String cache = "25" + directory.toString().replace('/', '-') + ".aot";
        for (String name : List.of(cache, "ostree-" + cache)) {
            Files.writeString(home.resolve("target/app/current").resolve(name), "a cache");
        }
        Path ostree = Files.createSymbolicLink(directory.resolve("ostree"), home.resolve("keelson"));
        assertThat(arguments(home.resolve("keelson"), "--version"))
                .contains("/" + cache)
                .contains("TieredStopAtLevel=1");
        assertThat(arguments(home.resolve("keelson"), "--debug", "ostree", "refs"))
                .contains("/ostree-" + cache)
                .contains("TieredStopAtLevel=1");
        assertThat(arguments(ostree, "fsck"))
                .contains("/ostree-" + cache)
                .doesNotContain("TieredStopAtLevel=1")
                .endsWith("OstreeMain fsck\n");
    }

    private String arguments(Path launcher, String... words) throws IOException, InterruptedException {
        return run(launcher, directory, Map.of(), words).text();
    }

    /// A JDK whose `java` is a shell script.
    private void makeJdk(String version, String script) throws IOException {
        Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /// A source tree of which the launcher thinks that everything in it is built.
    private Path makeBuiltHome() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home")).toRealPath();
        Files.copy(LAUNCHER, home.resolve("keelson"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(home.resolve("pom.xml"));
        for (String module : List.of("module", "builder/module")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Path built = Files.createDirectories(home.resolve("target/app/current"));
        Files.createFile(built.resolve("25" + directory.toString().replace('/', '-') + ".aot"));
        Files.createFile(home.resolve("target/app/stamp"));
        return home;
    }
}
