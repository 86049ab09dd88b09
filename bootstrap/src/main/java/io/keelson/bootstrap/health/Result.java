package io.keelson.bootstrap.health;

import java.time.Duration;
import java.util.Optional;

/// How a check went.
///
/// @param fault what was wrong at the last try; empty when it passed
/// @param tries how often it looked
public record Result(Check check, Optional<String> fault, int tries, Duration took) {
    public boolean passed() {
        return fault.isEmpty();
    }

    /// Whether the boot is bad because of this.
    public boolean isBad() {
        return !passed() && check.required();
    }
}
