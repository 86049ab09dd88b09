package io.keelson.bootstrap.health;

import java.time.Duration;
import java.util.List;

/// All checks of a host.
///
/// @param deadline for all of them together
public record Checks(List<Check> list, Duration deadline) {
    /// Below the three minutes after which a boot counts as hung.
    static final Duration DEADLINE = Duration.ofSeconds(100);

    /// A host without a file has none of these; what its programs in health.d check is their business.
    public static final Checks NONE = new Checks(List.of(), DEADLINE);

    public Checks {
        list = List.copyOf(list);
    }
}
