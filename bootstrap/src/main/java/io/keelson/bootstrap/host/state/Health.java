package io.keelson.bootstrap.host.state;

import java.time.Instant;
import java.util.Optional;

/// The verdict on this boot.
public record Health(String result, String reason, Instant time) {
    /// Empty when there is none of this boot yet; one of an earlier boot says nothing about this one.
    static Optional<Health> read(HostPaths paths) {
        Optional<String> boot = SmallFiles.read(paths.at("proc/sys/kernel/random/boot_id"));
        return SmallFiles.read(paths.state().resolve("health.json"))
                .flatMap(Json::parse)
                .filter(node -> boot.isEmpty() || boot.get().strip().equals(Json.text(node, "boot")))
                .map(node -> new Health(
                        Json.text(node, "result", "unknown"), Json.text(node, "reason", ""), Json.time(node, "time")));
    }
}
