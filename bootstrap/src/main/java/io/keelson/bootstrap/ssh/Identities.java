package io.keelson.bootstrap.ssh;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.ssh.KeyFiles.Loaded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/// The keys to offer to a host, in an order that ends soon, since hosts take few attempts: keys of the agent that the
/// host's settings name, files, other keys of the agent. A file whose key the agent has is not even opened.
final class Identities {
    private final KeyFiles files;

    Identities(KeyFiles files) {
        this.files = files;
    }

    /// @param said what is offered, and what is not and why, for the message when the host wants none of it
    record Offer(List<AuthMethod> methods, List<String> said) {}

    Offer offer(Host host) {
        Offer offer = new Offer(new ArrayList<>(), new ArrayList<>());
        Optional<Agent> agent = host.agent().map(Agent::new);
        List<PublicBlob> held =
                new ArrayList<>(agent.map(a -> keys(host, a, offer)).orElse(List.of()));
        List<Path> unheld = new ArrayList<>();
        for (Path file : host.identities()) {
            Optional<PublicBlob> same = KeyFiles.publicKey(file).filter(held::contains);
            same.ifPresentOrElse(
                    key -> {
                        held.remove(key);
                        add(offer, agent.orElseThrow(), key);
                    },
                    () -> unheld.add(file));
        }
        unheld.forEach(file -> add(offer, file));
        if (!host.onlyIdentities()) {
            held.forEach(key -> add(offer, agent.orElseThrow(), key));
        }
        return offer;
    }

    private static List<PublicBlob> keys(Host host, Agent agent, Offer offer) {
        try {
            return agent.keys();
        } catch (IOException e) {
            offer.said().add("the agent at " + host.agent().orElseThrow() + " does not answer: " + e.getMessage());
            return List.of();
        }
    }

    private static void add(Offer offer, Agent agent, PublicBlob key) {
        offer.methods().add(new AgentAuth(agent, key));
        offer.said().add("the agent's " + key);
    }

    private void add(Offer offer, Path file) {
        switch (files.load(file)) {
            case Loaded.Ready ready -> {
                offer.methods().add(new AuthPublickey(ready.key()));
                offer.said().add(file.toString());
            }
            case Loaded.Unusable unusable -> offer.said().add(file + " " + unusable.reason());
        }
    }
}
