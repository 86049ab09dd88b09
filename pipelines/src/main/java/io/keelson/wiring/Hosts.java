package io.keelson.wiring;

import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.kubectl.Kubectl;
import io.keelson.bootstrap.rollout.Fleet;
import io.keelson.bootstrap.rollout.Nodes;
import io.keelson.bootstrap.ssh.Passphrases;
import io.keelson.bootstrap.ssh.SshConnector;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The hosts of an inventory, over SSH.
public final class Hosts implements Fleet, AutoCloseable {
    private final Map<String, Host> hosts;
    private final SshConnector connector;

    private Hosts(Map<String, Host> hosts, SshConnector connector) {
        this.hosts = hosts;
        this.connector = connector;
    }

    /// Hosts that can be opened by their names.
    public static Hosts overSsh(Collection<Host> hosts, Passphrases passphrases) {
        return new Hosts(
                hosts.stream().collect(Collectors.toMap(Host::name, Function.identity())),
                new SshConnector(passphrases));
    }

    /// Nodes of the cluster that the operator's `kubectl` talks to.
    public static Nodes nodes(Duration drainTimeout) {
        return new Kubectl(List.of("kubectl"), drainTimeout);
    }

    @Override
    public RemoteShell open(String host) throws InterruptedException {
        return connector.open(Objects.requireNonNull(hosts.get(host), host));
    }

    @Override
    public void close() {
        connector.close();
    }
}
