package io.keelson.bootstrap.local;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.release.KeelsonException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The machine that this runs on.
public final class LocalShell implements HostShell {
    /// How long what a killed program had started may keep its output open.
    private static final long LINGER_MILLIS = 500;

    @Override
    public String name() {
        return "this host";
    }

    @Override
    public CommandResult run(Invocation command) throws InterruptedException {
        Process process = start(command);
        try {
            return await(process, command);
        } finally {
            kill(process);
        }
    }

    private static Process start(Invocation command) {
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        // What programs say is read, and shown to people who read English anyway.
        builder.environment().put("LC_ALL", "C.UTF-8");
        if (command.shown() && hasTerminal()) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new KeelsonException("cannot start " + command.argv().getFirst() + ": " + e.getMessage(), e)
                    .withHint("is it installed on this host?");
        }
    }

    @SuppressWarnings("SystemConsoleNull") // its documentation still allows null, and NullAway believes that
    private static boolean hasTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static CommandResult await(Process process, Invocation command) throws InterruptedException {
        Capture stdout = Capture.head(process.getInputStream(), command.keep());
        Capture stderr = Capture.tail(process.getErrorStream(), command.keep());
        Thread writer = Thread.ofVirtual().start(() -> feed(process, command.inputBytes()));
        boolean ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
        kill(process);
        // A daemon that the program left behind may hold its output open for ever: no reason to wait for it.
        boolean whole = stdout.await(LINGER_MILLIS);
        whole &= stderr.await(LINGER_MILLIS);
        writer.interrupt();
        boolean truncated = !whole || stdout.truncated() || stderr.truncated();
        return new CommandResult(
                ended ? process.exitValue() : 128 + 9, stdout.text(), stderr.text(), truncated, !ended);
    }

    /// Ends a program that still runs, and all that it started.
    private static void kill(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // it did not want to read all of it; its status says whether that is bad
        }
    }

    @Override
    public Optional<byte[]> read(String path, int limit) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length == limit && in.read() >= 0) {
                throw new KeelsonException(path + " has more than " + limit + " bytes");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(String path, byte[] content, int mode) {
        try {
            AtomicFile.write(Path.of(path), content, mode);
        } catch (IOException e) {
            throw new KeelsonException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }
}
