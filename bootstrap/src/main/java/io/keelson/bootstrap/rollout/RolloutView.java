package io.keelson.bootstrap.rollout;

/// Where a rollout tells what happens. Called by many threads.
public interface RolloutView {
    /// Shows nothing.
    RolloutView NONE = new RolloutView() {
        @Override
        public void wave(RolloutPlan.Wave wave, int of) {}

        @Override
        public void host(HostProgress progress) {}

        @Override
        public void detail(String host, String text) {}

        @Override
        public void note(String line) {}
    };

    /// A wave begins.
    void wave(RolloutPlan.Wave wave, int of);

    /// A host got somewhere.
    void host(HostProgress progress);

    /// What a host does, without being further.
    void detail(String host, String text);

    /// A line for people.
    void note(String line);
}
