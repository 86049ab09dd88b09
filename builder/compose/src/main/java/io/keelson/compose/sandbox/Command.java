package io.keelson.compose.sandbox;

import io.keelson.release.KeelsonException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A program of this machine, run to its end. Arguments are a list and never go through a shell.
record Command(List<String> argv, @Nullable Path directory, Duration timeout) {
    /// Which Debian package brings a program that may be missing.
    private static final Map<String, String> PACKAGES = Map.of(
            "bwrap", "bubblewrap", "unshare", "util-linux", "newuidmap", "uidmap", "tar", "tar", "xargs", "findutils");

    /// Ended by SIGINT: Ctrl-C goes to every process of the terminal's foreground job, to this one as well.
    private static final int INTERRUPTED = 128 + 2;

    /// Feeds the standard input of a program; closes nothing.
    interface Feed {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Takes the standard output of a program as it comes; closes nothing.
    interface Take {
        void readFrom(InputStream in) throws IOException;
    }

    static Command of(List<String> argv) {
        return new Command(argv, null, Duration.ofMinutes(10));
    }

    Command in(Path newDirectory) {
        return new Command(argv, newDirectory, timeout);
    }

    Command within(Duration newTimeout) {
        return new Command(argv, directory, newTimeout);
    }

    /// Runs with nothing to read; standard error goes into the output.
    Output run() throws InterruptedException {
        return run(line -> {});
    }

    /// As [#run()], telling each line of the output as it comes.
    Output run(Consumer<String> lines) throws InterruptedException {
        StringBuilder output = new StringBuilder();
        Take take = in -> {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
                lines.accept(line);
            }
        };
        int status = start(out -> {}, take, true, new ByteArrayOutputStream());
        return new Output(status, output.toString());
    }

    /// Runs with input and output as streams.
    ///
    /// @throws KeelsonException when it ends with another status than 0; the message has its errors
    void pipe(Feed feed, Take take) throws InterruptedException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = start(feed, take, false, errors);
        if (status != 0) {
            throw new KeelsonException(name() + " ended with status " + status + ": "
                    + errors.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private int start(Feed feed, Take take, boolean merge, ByteArrayOutputStream errors) throws InterruptedException {
        Process process = process(merge);
        AtomicReference<@Nullable IOException> broken = new AtomicReference<>();
        Thread feeder = Thread.ofVirtual().start(() -> feed(process, feed, broken));
        Thread logger = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), errors::writeBytes));
        Thread taker = Thread.ofPlatform().daemon().start(() -> take(process, take, broken));
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KeelsonException(name() + " did not end within " + timeout.toSeconds() + " s");
            }
            feeder.join();
            taker.join();
            logger.join();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() == INTERRUPTED) {
            throw new InterruptedException(name() + " was interrupted");
        }
        IOException failure = broken.get();
        if (failure != null && process.exitValue() == 0) {
            throw new KeelsonException(name() + ": " + failure.getMessage(), failure);
        }
        return process.exitValue();
    }

    private Process process(boolean merge) {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(merge);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return builder.start();
        } catch (IOException e) {
            String program = argv.getFirst();
            throw new KeelsonException("cannot run " + program + ": " + e.getMessage(), e)
                    .withHint("install it: apt-get install " + PACKAGES.getOrDefault(program, program));
        }
    }

    private static void feed(Process process, Feed feed, AtomicReference<@Nullable IOException> broken) {
        try (OutputStream out = process.getOutputStream()) {
            feed.writeTo(out);
        } catch (IOException e) {
            broken.compareAndSet(null, e);
        }
    }

    private static void take(Process process, Take take, AtomicReference<@Nullable IOException> broken) {
        try (InputStream in = process.getInputStream()) {
            take.readFrom(in);
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            broken.compareAndSet(null, e);
        }
    }

    private static void drain(InputStream in, Consumer<byte[]> sink) {
        try (in) {
            sink.accept(in.readAllBytes());
        } catch (IOException e) {
            sink.accept(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String name() {
        return argv.getFirst();
    }
}
