package io.keelson.bootstrap.health;

import java.time.Duration;
import java.util.Optional;

/// Looks once.
public interface Probe {
    /// What is wrong, in one line; empty when all is well.
    Optional<String> fault(Check.What what, Duration timeout) throws InterruptedException;
}
