package io.keelson.bootstrap.rollout;

/// Hosts as nodes of Kubernetes.
public interface Nodes {
    /// No cluster: for rollouts that do not drain.
    Nodes NONE = new Nodes() {
        @Override
        public boolean isCordoned(String node) {
            return true;
        }

        @Override
        public void cordon(String node) {}

        @Override
        public void drain(String node) {}

        @Override
        public void uncordon(String node) {}
    };

    /// Whether nothing new is placed on it.
    boolean isCordoned(String node) throws InterruptedException;

    void cordon(String node) throws InterruptedException;

    /// Evicts its pods, within their budgets.
    ///
    /// @throws io.keelson.release.KeelsonException when some stay
    void drain(String node) throws InterruptedException;

    void uncordon(String node) throws InterruptedException;
}
