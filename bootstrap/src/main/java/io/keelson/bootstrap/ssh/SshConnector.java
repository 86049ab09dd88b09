package io.keelson.bootstrap.ssh;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;

/// Opens connections to hosts. Hosts in between are connected to once and shared; safe for many threads.
public final class SshConnector implements AutoCloseable {
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);

    /// Five of them without an answer, and the host counts as gone.
    private static final int KEEP_ALIVE_SECONDS = 10;

    private final Config config = Algorithms.config();
    private final Identities identities;
    private final Map<List<Host>, Jump> jumps = new ConcurrentHashMap<>();

    /// @param passphrases where those of encrypted keys come from
    public SshConnector(Passphrases passphrases) {
        this.identities = new Identities(new KeyFiles(passphrases));
    }

    /// Connects and logs in. The shell is the caller's, to close.
    ///
    /// @throws KeelsonException when the host is not reached, is not the one that is known, or wants no key of ours
    public SshShell open(Host host) throws InterruptedException {
        return new SshShell(host, link(host));
    }

    /// A shared connection may break without anybody having noticed: then there is a second try over a new one.
    private Link link(Host host) throws InterruptedException {
        if (host.jumps().isEmpty()) {
            return link(host, Optional.empty());
        }
        Link before = before(host);
        try {
            return link(host, Optional.of(before));
        } catch (KeelsonException e) {
            if (before.isAlive()) {
                throw e;
            }
            return link(host, Optional.of(before(host)));
        }
    }

    private Link before(Host host) throws InterruptedException {
        return jumps.computeIfAbsent(host.jumps(), Jump::new).link(this::link);
    }

    private Link link(Host host, Optional<Link> before) throws InterruptedException {
        HostKeys keys = new HostKeys(host);
        Link link = new Link(config);
        try (Deadline deadline = new Deadline(host.connectTimeout().plus(HANDSHAKE), link::abort)) {
            try {
                connect(host, link, before, keys);
                return link;
            } catch (IOException | RuntimeException e) {
                link.abort();
                link.close();
                SshFailures.rethrowInterrupt(e);
                throw deadline.passed() ? SshFailures.late(host) : told(host, keys, e);
            }
        }
    }

    private static KeelsonException told(Host host, HostKeys keys, Exception failure) {
        return keys.refusal()
                .orElseGet(() ->
                        failure instanceof KeelsonException known ? known : SshFailures.connecting(host, failure));
    }

    private void connect(Host host, Link link, Optional<Link> before, HostKeys keys) throws IOException {
        SSHClient client = link.client();
        client.addHostKeyVerifier(keys);
        client.setConnectTimeout((int) host.connectTimeout().toMillis());
        client.getTransport().setTimeoutMs((int) HANDSHAKE.toMillis());
        client.getConnection().getKeepAlive().setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        if (before.isPresent()) {
            link.connect(before.get(), host.address(), host.port());
        } else {
            link.connect(host.address(), host.port());
        }
        logIn(host, client);
    }

    private void logIn(Host host, SSHClient client) throws IOException {
        Identities.Offer offer = identities.offer(host);
        if (offer.methods().isEmpty()) {
            throw SshFailures.refused(host, offer, "");
        }
        try {
            client.auth(host.user(), offer.methods());
        } catch (UserAuthException e) {
            throw SshFailures.refused(host, offer, SshFailures.text(SshFailures.root(e)));
        }
    }

    @Override
    public void close() {
        jumps.values().forEach(Jump::close);
    }
}
