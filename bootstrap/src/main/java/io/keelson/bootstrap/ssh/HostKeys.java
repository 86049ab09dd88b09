package io.keelson.bootstrap.ssh;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.release.KeelsonException;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/// Judges the key that a host shows. sshj only wants a yes or no; why not is kept for the message.
final class HostKeys implements HostKeyVerifier {
    private static final int SSH_PORT = 22;

    private final Host host;
    private final String name;
    private final KnownHosts known;
    private volatile @Nullable KeelsonException refusal;

    HostKeys(Host host) {
        this.host = host;
        this.name = host.keyName().orElseGet(() -> named(host)).toLowerCase(Locale.ROOT);
        this.known = KnownHosts.read(host.knownHosts());
    }

    private static String named(Host host) {
        return host.port() == SSH_PORT ? host.address() : "[" + host.address() + "]:" + host.port();
    }

    Optional<KeelsonException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// So that the host is asked for a key that can be compared.
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return known.about(name).stream()
                .map(entry -> entry.key().type())
                .flatMap(type -> type.equals("ssh-rsa")
                        ? List.of("rsa-sha2-512", "rsa-sha2-256").stream()
                        : List.of(type).stream())
                .toList();
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        try {
            judge(PublicBlob.of(key));
            return true;
        } catch (KeelsonException e) {
            refusal = e;
            return false;
        }
    }

    void judge(PublicBlob shown) {
        List<KnownHosts.Entry> entries = known.about(name);
        Optional<KnownHosts.Entry> same =
                entries.stream().filter(entry -> entry.key().equals(shown)).findFirst();
        Optional<KnownHosts.Entry> revoked = entries.stream()
                .filter(entry -> entry.revoked() && entry.key().equals(shown))
                .findFirst();
        if (revoked.isPresent()) {
            throw new KeelsonException(host + " (" + host.destination() + "): its host key " + shown + " is revoked ("
                            + revoked.get().place() + ")")
                    .withHint("it may be somebody else: give the host a new key on its console");
        }
        if (same.isPresent()) {
            return;
        }
        entries.stream().filter(entry -> !entry.revoked()).findFirst().ifPresent(entry -> changed(entry, shown));
        unknown(shown);
    }

    private void changed(KnownHosts.Entry entry, PublicBlob shown) {
        throw new KeelsonException(host + " (" + host.destination() + "): its host key changed: " + entry.place()
                        + " has " + entry.key() + ", the host shows "
                        + shown)
                .withHint("somebody may be in between. If the host was installed anew, compare the fingerprint on its"
                        + " console, then forget the old key: ssh-keygen -R '" + name + "' -f " + entry.file());
    }

    private void unknown(PublicBlob shown) {
        if (host.learn() && !host.knownHosts().isEmpty()) {
            KnownHosts.add(host.knownHosts().getFirst(), name, shown);
            return;
        }
        String file = host.knownHosts().isEmpty()
                ? "a known_hosts file"
                : host.knownHosts().getFirst().toString();
        throw new KeelsonException(host + " (" + host.destination() + "): its host key is not known: it shows " + shown)
                .withHint("compare the fingerprint on its console (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then"
                        + " add the key to " + file + ": ssh-keyscan -p " + host.port() + " " + host.address()
                        + "; or let new hosts be trusted at first sight with 'host_keys: accept-new'");
    }
}
