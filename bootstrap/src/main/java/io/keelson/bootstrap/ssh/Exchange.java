package io.keelson.bootstrap.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Session.Command;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;

/// One program on a host: gives it its input, keeps a bounded part of what it prints, and ends when it has ended,
/// when its time is up, or when it prints without end.
final class Exchange {
    /// A program may print more than is kept, but not for ever.
    private static final long FLOOD = 8L << 20;

    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11),
            Map.entry("USR2", 12),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private final Kept stdout;
    private final Kept stderr;
    private volatile @Nullable IOException failure;
    private volatile boolean flooded;

    Exchange(int keep) {
        this.stdout = new Kept(keep, false);
        this.stderr = new Kept(keep, true);
    }

    /// How it ended.
    enum End {
        ENDED,
        TIMED_OUT,
        FLOODED
    }

    /// @param status of a program that ended
    record Outcome(End end, int status) {}

    Outcome run(SSHClient client, String line, InputStream input, Duration timeout)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Session session = client.startSession();
        Command command = session.exec(line);
        Thread writer = Thread.ofVirtual().start(() -> write(input, command));
        Thread out = Thread.ofVirtual().start(() -> read(command, command.getInputStream(), stdout));
        Thread err = Thread.ofVirtual().start(() -> read(command, command.getErrorStream(), stderr));
        try {
            boolean ended = out.join(left(end)) && err.join(left(end)) && closed(command, end);
            IOException broken = failure;
            if (ended && broken != null && !flooded) {
                throw broken;
            }
            if (ended && !flooded) {
                return new Outcome(End.ENDED, status(command));
            }
            return new Outcome(flooded ? End.FLOODED : End.TIMED_OUT, -1);
        } finally {
            writer.interrupt();
            // A host that does not answer must not keep us.
            Thread.ofVirtual().start(() -> kill(command, session));
        }
    }

    byte[] stdout() {
        return stdout.bytes();
    }

    byte[] stderr() {
        return stderr.bytes();
    }

    boolean truncated() {
        return stdout.truncated() || stderr.truncated();
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private boolean closed(Command command, long end) throws IOException {
        if (flooded || failure != null) {
            return true;
        }
        try {
            command.join(left(end).toMillis() + 1, TimeUnit.MILLISECONDS);
            return true;
        } catch (IOException e) {
            if (command.getExitStatus() == null && System.nanoTime() < end) {
                throw e;
            }
            return command.getExitStatus() != null;
        }
    }

    private static int status(Command command) throws IOException {
        Integer status = command.getExitStatus();
        if (status != null) {
            return status;
        }
        Signal signal = command.getExitSignal();
        if (signal == null) {
            throw new IOException("the host ended it without a status");
        }
        return 128 + SIGNALS.getOrDefault(signal.toString(), 0);
    }

    private void write(InputStream input, Command command) {
        try (OutputStream out = command.getOutputStream()) {
            input.transferTo(out);
            // Closing it does not wait for a program that reads slowly: what it has no room for would be dropped.
            out.flush();
        } catch (IOException e) {
            // The program need not read all of it; if the connection is lost, those that read say so.
        }
    }

    private void read(Command command, InputStream in, Kept kept) {
        byte[] buffer = new byte[1 << 15];
        try {
            for (int n = in.read(buffer); n >= 0 && !flooded; n = in.read(buffer)) {
                kept.add(buffer, n);
                flooded |= kept.truncated() && kept.total() > FLOOD;
            }
            if (flooded) {
                // whoever reads the other one has seen enough, too
                command.getInputStream().close();
                command.getErrorStream().close();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private static void kill(Command command, Session session) {
        try {
            if (session.isOpen()) {
                command.signal(Signal.KILL);
            }
            session.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
