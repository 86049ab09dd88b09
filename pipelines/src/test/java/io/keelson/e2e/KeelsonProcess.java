package io.keelson.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `keelson` as a process of its own, so that exit statuses, standard error and signals are real.
final class KeelsonProcess {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final List<String> arguments;
    private final List<String> wrapper = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String classPath = System.getProperty("java.class.path");

    private KeelsonProcess(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        environment.put("LC_ALL", "C.UTF-8");
    }

    static KeelsonProcess of(List<String> arguments) {
        return new KeelsonProcess(arguments);
    }

    /// Puts a command before it that runs its arguments.
    KeelsonProcess through(String... command) {
        wrapper.addAll(0, List.of(command));
        return this;
    }

    KeelsonProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Runs from a copy of the classes in `dir`, which another user can read.
    KeelsonProcess fromCopy(Path dir) throws IOException, InterruptedException {
        StringBuilder copied = new StringBuilder();
        int number = 0;
        for (String entry : classPath.split(":", -1)) {
            if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
                Path copy = dir.resolve("classes-" + number++);
                Shell.run(dir, "cp -rL -- $1 $2 && chmod -R a+rX $2", entry, copy);
                copied.append(copy).append(':');
            }
        }
        classPath = copied.toString();
        return this;
    }

    Outcome run() throws IOException, InterruptedException {
        return start().await();
    }

    Running start() throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "io.keelson.cli.Keelson"));
        command.addAll(arguments);
        Path out = Files.createTempFile("keelson", ".out");
        Path err = Files.createTempFile("keelson", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /// How it ended.
    ///
    /// @param out standard output
    /// @param err standard error, progress included
    record Outcome(int status, String out, String err) {
        /// The message: what stands from the only line that begins with `error:` to the end.
        String error() {
            List<String> lines = err.lines().toList();
            if (lines.stream().filter(line -> line.startsWith("error: ")).count() != 1
                    || lines.stream().anyMatch(line -> line.startsWith("\tat "))) {
                throw new AssertionError("expected one message, got:\n" + err);
            }
            return err.substring(err.startsWith("error: ") ? 0 : err.indexOf("\nerror: ") + 1);
        }
    }

    /// It runs.
    record Running(Process process, Path out, Path err) {
        /// Waits until standard error has a line that begins with `start`.
        void awaitLine(String start) throws InterruptedException {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (errors().lines().noneMatch(line -> line.startsWith(start))) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new AssertionError("no line \"" + start + "\" in:\n" + errors());
                }
                Thread.sleep(5);
            }
        }

        String errors() {
            try {
                return Files.readString(err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Sends a signal by its name, such as `TERM`, to the process or to its whole group.
        void signal(String name, boolean group) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, "--", (group ? "-" : "") + process.pid())
                    .start()
                    .waitFor();
        }

        Outcome await() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("it still runs:\n" + errors());
                }
                return new Outcome(
                        process.exitValue(), new String(Files.readAllBytes(out), StandardCharsets.UTF_8), errors());
            } finally {
                process.destroyForcibly();
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        }
    }
}
