package io.keelson.bootstrap.ssh;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.bootstrap.inventory.Host;
import io.keelson.release.KeelsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A host over SSH. Words of a command reach the program as they are: the shell that sshd starts gets them quoted.
public final class SshShell implements RemoteShell {
    private static final Duration FILE_TIMEOUT = Duration.ofMinutes(2);
    private static final int MESSAGES = 1 << 16;
    private static final int ABSENT = 44;
    private static final int CUT = 45;

    private static final String READ = "[ -e \"$0\" ] || exit 44; exec head -c \"$1\" -- \"$0\"";

    /// A cut connection looks like the end of the input, so the size is compared before the file gets its name.
    private static final String WRITE = """
            set -e
            umask 077
            t=$(mktemp -- "$0.XXXXXX")
            trap 'rm -f -- "$t"' EXIT
            cat >"$t"
            [ "$(wc -c <"$t")" -eq "$1" ] || exit 45
            chmod -- "$2" "$t"
            sync -- "$t"
            mv -f -- "$t" "$0"
            sync -- "$(dirname -- "$0")"
            """;

    private final Host host;
    private final Link link;

    SshShell(Host host, Link link) {
        this.host = host;
        this.link = link;
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public CommandResult run(Invocation command) throws InterruptedException {
        return run(command, new ByteArrayInputStream(command.inputBytes()));
    }

    @Override
    public CommandResult run(Invocation command, InputStream input) throws InterruptedException {
        Exchange exchange = new Exchange(command.keep());
        Exchange.Outcome outcome = exchange(exchange, command, input);
        return new CommandResult(
                outcome.status(),
                new String(exchange.stdout(), StandardCharsets.UTF_8),
                new String(exchange.stderr(), StandardCharsets.UTF_8),
                exchange.truncated(),
                outcome.end() == Exchange.End.TIMED_OUT);
    }

    private Exchange.Outcome exchange(Exchange exchange, Invocation command, InputStream input)
            throws InterruptedException {
        String line = Quoting.line(words(command.argv()));
        try {
            Exchange.Outcome outcome = exchange.run(link.client(), line, input, command.timeout());
            if (outcome.end() == Exchange.End.FLOODED) {
                link.abort();
                throw new KeelsonException(
                        host + ": '" + SshFailures.shortened(command.toString()) + "' prints without end; stopped");
            }
            return outcome;
        } catch (KeelsonException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // sshj has unchecked ones for connections that are gone
            SshFailures.rethrowInterrupt(e);
            throw SshFailures.lost(host, command.toString(), e);
        }
    }

    private List<String> words(List<String> argv) {
        if (!host.sudo()) {
            return argv;
        }
        List<String> words = new ArrayList<>(List.of("sudo", "-n", "--"));
        words.addAll(argv);
        return words;
    }

    @Override
    public Optional<byte[]> read(String path, int limit) throws InterruptedException {
        Exchange exchange = new Exchange(Math.max(limit, MESSAGES) + 1);
        Invocation command =
                Invocation.of("sh", "-c", READ, path, Long.toString(limit + 1L)).within(FILE_TIMEOUT);
        Exchange.Outcome outcome = exchange(exchange, command, InputStream.nullInputStream());
        if (outcome.status() == ABSENT) {
            return Optional.empty();
        }
        failed(outcome, exchange, "cannot read " + path);
        if (exchange.stdout().length > limit) {
            throw new KeelsonException(host + ": " + path + " is larger than " + limit + " bytes");
        }
        return Optional.of(exchange.stdout());
    }

    @Override
    public void write(String path, byte[] content, int mode) throws InterruptedException {
        Exchange exchange = new Exchange(MESSAGES);
        Invocation command = Invocation.of(
                        "sh", "-c", WRITE, path, Integer.toString(content.length), Integer.toOctalString(mode))
                .within(FILE_TIMEOUT);
        Exchange.Outcome outcome = exchange(exchange, command, new ByteArrayInputStream(content));
        failed(outcome, exchange, "cannot write " + path + (outcome.status() == CUT ? ": it arrived cut" : ""));
    }

    private void failed(Exchange.Outcome outcome, Exchange exchange, String what) {
        new CommandResult(
                        outcome.status(),
                        "",
                        new String(exchange.stderr(), StandardCharsets.UTF_8),
                        false,
                        outcome.end() == Exchange.End.TIMED_OUT)
                .orFail(host + ": " + what);
    }

    @Override
    public void close() {
        link.close();
    }
}
