package io.keelson.ostree.delta;

/// Hears what a [DeltaGenerator] does, in upstream's words. Called by one thread.
public interface DeltaListener {
    /// Hears nothing.
    DeltaListener NONE = line -> {};

    /// Something was found out or done.
    void line(String line);
}
