package io.keelson.cli.host;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes `keelson-host` with all that it needs:
///
/// ```
/// bin/keelson-host    the launcher, a shell script
/// java/               a Java with the few modules that are used, linked from the one that runs this
/// lib/*.jar           the command and its libraries
/// lib/*.aot           their classes, loaded and linked, for a quick start
/// ```
final class HostBundle {
    /// What the classes on a host use; jdk.crypto.ec and the like are in java.base by now.
    private static final String MODULES = "java.base,java.logging,java.net.http";

    private static final String TRAINING = "io.keelson.bootstrap.main.Training";
    private static final long TRAINING_MINUTES = 5;

    private final Path target;

    HostBundle(Path target) {
        this.target = target;
    }

    /// Makes it; the directory appears whole.
    ///
    /// @return its size in bytes
    long make() throws IOException, InterruptedException {
        Path parent = target.resolveSibling(".").normalize();
        if (!Files.isDirectory(parent)) {
            throw KeelsonException.usage("the directory of " + target + " does not exist");
        }
        Path work = Files.createTempDirectory(parent, ".keelson-bundle-");
        try {
            Path made = work.resolve("host");
            Files.createDirectory(made);
            link(made.resolve("java"));
            List<Path> jars = BundleJars.copyTo(Files.createDirectory(made.resolve("lib")));
            Path launcher = writeLauncher(Files.createDirectory(made.resolve("bin")), jars);
            settle(made);
            train(launcher, made.resolve("lib/keelson-host.aot"));
            settle(made);
            long bytes = size(made);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } finally {
            delete(work);
        }
    }

    private static void link(Path java) {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new KeelsonException("this Java has no jlink")
                        .withHint("run keelson with a whole JDK (KEELSON_JAVA_HOME)"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = jlink.run(
                out,
                out,
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-9",
                "--output",
                java.toString());
        if (status != 0) {
            throw new KeelsonException("jlink failed: " + said.toString().strip());
        }
    }

    private static Path writeLauncher(Path directory, List<Path> jars) throws IOException {
        String names =
                jars.stream().map(jar -> "$home/lib/" + jar.getFileName()).collect(Collectors.joining(":"));
        Path launcher = directory.resolve("keelson-host");
        try (InputStream template = Objects.requireNonNull(HostBundle.class.getResourceAsStream("keelson-host.sh"))) {
            String script = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(launcher, script.replace("@JARS@", names));
        }
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        return launcher;
    }

    /// All times are 0, as they are in a deployment: the cache remembers those of the jars.
    private static void settle(Path made) throws IOException {
        try (Stream<Path> all = Files.walk(made)) {
            for (Path path : all.toList()) {
                if (!Files.isSymbolicLink(path)) {
                    Files.setLastModifiedTime(path, FileTime.fromMillis(0));
                }
            }
        }
    }

    /// Runs the commands once, with the bundle's own Java and flags, and keeps what it loaded.
    private static void train(Path launcher, Path cache) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString()).redirectErrorStream(true);
        builder.environment().put("KEELSON_HOST_MAIN", TRAINING);
        builder.environment().put("KEELSON_HOST_CACHE", "-XX:AOTCacheOutput=" + cache);
        Process process = builder.start();
        process.getOutputStream().close();
        StringWriter said = new StringWriter();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.transferTo(said);
        }
        boolean ended = process.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0 || !Files.exists(cache)) {
            throw new KeelsonException("the bundle's Java could not make its cache: "
                    + said.toString().strip());
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
