package io.keelson.bootstrap.rollout;

import java.time.Duration;

/// How careful a rollout is.
///
/// @param maxUnavailable how many hosts restart at the same time: the size of a wave
/// @param canaries how many hosts go first, alone; 0 for none
/// @param soak how long hosts are left alone after each wave, before they are looked at again
/// @param maxFailures after so many bad hosts no other is touched
/// @param drain whether a host's node in Kubernetes is cordoned and drained before it restarts
/// @param connections how many hosts are connected to at the same time
/// @param deadline for a host to come back and to judge itself
/// @param poll how often it is asked
public record RolloutOptions(
        Share maxUnavailable,
        int canaries,
        Duration soak,
        int maxFailures,
        boolean drain,
        int connections,
        Duration deadline,
        Duration poll) {
    /// What holds unless somebody says otherwise.
    public static final RolloutOptions USUAL = new RolloutOptions(
            new Share(1, false), 0, Duration.ZERO, 1, false, 64, Duration.ofMinutes(20), Duration.ofSeconds(5));
}
