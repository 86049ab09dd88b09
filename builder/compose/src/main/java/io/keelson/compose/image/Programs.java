package io.keelson.compose.image;

import io.keelson.compose.sandbox.UserNamespace;
import io.keelson.release.KeelsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Runs programs to their end, each as a list of arguments and never through a shell. They belong to a
/// workspace, so they do not outlive it.
record Programs(Workspace workspace, boolean namespaced, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int SHOWN_LINES = 20;
    private static final int NAMING_WORDS = 3;
    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    /// Takes what a program writes to its standard output as it comes; closes nothing.
    interface Take {
        void readFrom(InputStream out) throws IOException;
    }

    private record Ended(int status, String out, String err) {}

    /// Runs a program and returns what it wrote to its standard output.
    ///
    /// @throws KeelsonException when it is not installed, fails or takes longer than half an hour; the
    ///     message has the end of its output
    String run(String... argv) {
        Ended ended = end("", List.of(argv));
        expectSuccess(List.of(argv), ended);
        return ended.out;
    }

    /// Runs a program whose standard output `take` reads, in this thread.
    ///
    /// @throws IOException what `take` throws, when the program itself has not failed before
    /// @throws KeelsonException as [#run]
    void pipe(Take take, String... argv) throws IOException {
        Process process = start("", List.of(argv));
        CompletableFuture<String> err = read(process.getErrorStream());
        try (InputStream out = process.getInputStream()) {
            take(take, out, process);
        } catch (EOFException e) {
            // The program has ended in the middle, and knows better why.
            await(argv[0], process);
            expectSuccess(List.of(argv), new Ended(process.exitValue(), "", err.join()));
            throw e;
        }
        await(argv[0], process);
        expectSuccess(List.of(argv), new Ended(process.exitValue(), "", err.join()));
    }

    private static void take(Take take, InputStream out, Process process) throws IOException {
        boolean done = false;
        try {
            take.readFrom(out);
            out.transferTo(OutputStream.nullOutputStream());
            done = true;
        } catch (EOFException e) {
            done = true;
            throw e;
        } finally {
            if (!done) {
                process.destroyForcibly();
            }
        }
    }

    private static void expectSuccess(List<String> argv, Ended ended) {
        if (ended.status != 0) {
            throw failure(argv, ended);
        }
    }

    /// Whether a program that reads `input` ends with status 0.
    boolean succeeds(String input, String... argv) {
        return end(input, List.of(argv)).status == 0;
    }

    private Ended end(String input, List<String> argv) {
        Process process = start(input, argv);
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        await(argv.getFirst(), process);
        return new Ended(process.exitValue(), out.join(), err.join());
    }

    private Process start(String input, List<String> argv) {
        List<String> located = new ArrayList<>(argv);
        located.set(0, Tool.locate(argv.getFirst()));
        ProcessBuilder builder = new ProcessBuilder(namespaced ? UserNamespace.command(located) : located)
                .directory(workspace.directory().toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process process = workspace.start(builder);
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return process;
        } catch (IOException e) {
            throw new KeelsonException("cannot run " + argv.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return "(its output cannot be read: " + e.getMessage() + ")";
                    }
                },
                READERS);
    }

    private static void await(String name, Process process) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new KeelsonException(name + " did not end within " + LIMIT.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new KeelsonException(name + " was interrupted", e);
        }
    }

    private static KeelsonException failure(List<String> argv, Ended ended) {
        String output = ended.err + ended.out;
        List<String> lines = output.strip().lines().toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        String what = String.join(" ", argv.subList(0, Math.min(NAMING_WORDS, argv.size())));
        return new KeelsonException(what + " failed with status " + ended.status + ":\n  " + String.join("\n  ", last));
    }
}
