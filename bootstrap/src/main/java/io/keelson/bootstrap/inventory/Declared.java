package io.keelson.bootstrap.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An inventory file as it was written, before groups are resolved.
///
/// @param sshConfig the `ssh_config` that it builds on
record Declared(
        Said defaults,
        LinkedHashMap<String, Said> hosts,
        LinkedHashMap<String, Group> groups,
        Optional<Said.Value> sshConfig) {
    static Declared empty() {
        return new Declared(Said.NOTHING, new LinkedHashMap<>(), new LinkedHashMap<>(), Optional.empty());
    }

    /// @param hosts names, globs and ranges
    /// @param children names of groups
    record Group(Place at, List<Said.Value> hosts, List<Said.Value> children, Said said) {}

    Map<Setting, Said.Value> hostSettings(String host) {
        return hosts.getOrDefault(host, Said.NOTHING).settings();
    }
}
