package io.keelson.compose.image;

import io.keelson.compose.sandbox.UserNamespace;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A temporary directory and the processes that work in it. Closing it, and also the end of the JVM
/// by a signal, ends the processes and removes the directory with everything in it.
///
/// Not root, the files inside belong to ids of the user namespace, so they are removed from inside
/// of one.
public final class Workspace implements AutoCloseable {
    private final Path directory;
    private final boolean keep;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::abandon, "keelson-image-cleanup");
    private volatile boolean closed;

    private Workspace(Path directory, boolean keep) {
        this.directory = directory;
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Makes a new directory in `parent`.
    ///
    /// @param keep whether the directory stays when the workspace is closed, for somebody to look at
    /// @throws KeelsonException when `parent` does not exist or cannot be written
    public static Workspace create(Path parent, boolean keep) {
        try {
            return new Workspace(Files.createTempDirectory(parent.toAbsolutePath(), ".keelson-image-"), keep);
        } catch (IOException e) {
            throw new KeelsonException("cannot make a work directory in " + parent + ": " + e, e);
        }
    }

    /// Absolute, and empty in the beginning.
    public Path directory() {
        return directory;
    }

    /// Starts a process that ends with this workspace at the latest.
    Process start(ProcessBuilder builder) throws IOException {
        running.removeIf(process -> !process.isAlive());
        Process process = builder.start();
        running.add(process);
        if (closed) {
            process.destroyForcibly();
        }
        return process;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        endProcesses();
        if (!keep) {
            remove();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs beside this and has nothing left to do.
            closed = true;
        }
    }

    private void abandon() {
        endProcesses();
        if (!keep) {
            remove();
        }
    }

    private void endProcesses() {
        closed = true;
        List<Process> ending = new ArrayList<>(running);
        ending.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        ending.forEach(Process::destroyForcibly);
        ending.forEach(process -> process.onExit().join());
    }

    private void remove() {
        List<String> command = UserNamespace.command(List.of("rm", "-rf", "--one-file-system", directory.toString()));
        try {
            Process rm = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            rm.getOutputStream().close();
            rm.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
