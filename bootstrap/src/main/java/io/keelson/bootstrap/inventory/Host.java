package io.keelson.bootstrap.inventory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// A host and how it is reached. Nothing in here is secret: keys are paths, and an agent is a socket.
///
/// @param name what the inventory and messages call it
/// @param keyName the name that `known_hosts` has it by; that with the port when it is the address
/// @param identities files with private keys, in the order in which they are offered
/// @param onlyIdentities whether the agent may offer only keys that `identities` name
/// @param knownHosts files with the keys of hosts; the first one takes what is learned
/// @param learn whether the key of a host that no file knows is accepted and kept; a changed key never is
/// @param jumps hosts to go through, first the one that this machine reaches
/// @param sudo whether programs are run by way of `sudo`, which must not ask for a password
/// @param node its name in Kubernetes
public record Host(
        String name,
        String address,
        int port,
        String user,
        Optional<String> keyName,
        List<Path> identities,
        boolean onlyIdentities,
        Optional<Path> agent,
        List<Path> knownHosts,
        boolean learn,
        List<Host> jumps,
        Duration connectTimeout,
        boolean sudo,
        String node,
        SortedSet<String> groups,
        Map<String, String> variables) {

    /// `user@address:port`, for messages.
    public String destination() {
        return user + "@" + (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }

    /// The same host, reached through others.
    public Host through(List<Host> way) {
        return new Host(
                name,
                address,
                port,
                user,
                keyName,
                identities,
                onlyIdentities,
                agent,
                knownHosts,
                learn,
                List.copyOf(way),
                connectTimeout,
                sudo,
                node,
                groups,
                variables);
    }

    @Override
    public String toString() {
        return name;
    }
}
