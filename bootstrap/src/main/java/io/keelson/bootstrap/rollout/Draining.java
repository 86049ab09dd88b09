package io.keelson.bootstrap.rollout;

import io.keelson.release.KeelsonException;
import java.util.Map;

/// A host's node in Kubernetes around the restart. A node that was cordoned before is left as it was.
final class Draining {
    private final Nodes nodes;
    private final String node;

    Draining(Nodes nodes, String node) {
        this.nodes = nodes;
        this.node = node;
    }

    /// What must be known later, before anything is done.
    Map<String, String> before() throws InterruptedException {
        return Map.of(HostProgress.CORDONED, Boolean.toString(!nodes.isCordoned(node)));
    }

    void drain() throws InterruptedException {
        nodes.cordon(node);
        nodes.drain(node);
    }

    /// A host that came back may have work again, whatever it runs.
    ///
    /// @return what is to be told, or an empty text
    String after(HostProgress progress, boolean healthy) throws InterruptedException {
        if (!progress.detail(HostProgress.CORDONED).equals("true")) {
            return "";
        }
        if (!healthy) {
            return "its node " + node + " is left cordoned";
        }
        try {
            nodes.uncordon(node);
            return "";
        } catch (KeelsonException e) {
            return e.getMessage() + "; it is still cordoned";
        }
    }
}
