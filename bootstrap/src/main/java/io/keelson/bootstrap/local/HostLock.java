package io.keelson.bootstrap.local;

import io.keelson.release.KeelsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Keeps others from changing the host meanwhile: other runs of this command, and the programs that confirm
/// or reject a boot.
///
/// Those are shell scripts and take `flock`'s lock, which is not the one that Java's file channels take. So
/// flock(1) itself holds it, around a `cat` that ends when this process does, in whatever way.
public final class HostLock implements AutoCloseable {
    private static final int HELD = 75;
    private static final String LOCKED = "locked";

    private final Process holder;

    private HostLock(Process holder) {
        this.holder = holder;
    }

    /// Takes the lock of `file`, which others then find with the words of `command` in it.
    ///
    /// @throws KeelsonException when another has it, with its process id and command
    public static HostLock take(Path file, String command) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Process holder = new ProcessBuilder(
                            "flock",
                            "--nonblock",
                            "--conflict-exit-code=" + HELD,
                            file.toString(),
                            "sh",
                            "-c",
                            "echo " + LOCKED + "; exec cat >/dev/null")
                    .redirectErrorStream(true)
                    .start();
            BufferedReader answers = holder.inputReader(StandardCharsets.UTF_8);
            String answer = Optional.ofNullable(answers.readLine()).orElse("");
            if (!answer.equals(LOCKED)) {
                throw refused(file, holder, answer);
            }
            Files.writeString(file, ProcessHandle.current().pid() + " " + command + "\n");
            return new HostLock(holder);
        } catch (IOException e) {
            throw new KeelsonException("cannot lock " + file + ": " + e.getMessage(), e)
                    .withHint("changing a host needs root, and flock of util-linux");
        }
    }

    private static KeelsonException refused(Path file, Process holder, String answer) throws IOException {
        if (holder.onExit().join().exitValue() != HELD) {
            return new KeelsonException("cannot lock " + file + ": " + answer)
                    .withHint("changing a host needs root, and flock of util-linux");
        }
        return new KeelsonException("this host is being changed by "
                        + owner(Files.readString(file).strip()))
                .withHint("wait until it has ended and run this again; " + file + " is its lock");
    }

    /// What was written into the lock, unless whoever did so has ended, killed, and another has it now.
    private static String owner(String text) {
        String pid = text.replaceFirst(" .*", "");
        boolean alive = pid.matches("[0-9]{1,9}")
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
        return alive ? "process " + text.replaceFirst(" ", ": ") : "another program";
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
        } catch (IOException e) {
            holder.destroyForcibly(); // ends as well
        }
        holder.onExit().join();
    }
}
