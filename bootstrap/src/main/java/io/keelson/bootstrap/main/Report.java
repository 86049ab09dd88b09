package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.Room;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Rejections;
import io.keelson.bootstrap.host.state.SmallFiles;
import java.util.Map;

/// All that `status` tells.
///
/// @param signatures by the directory of a deployment
/// @param rejected commits and why
record Report(
        HostState state,
        String hostname,
        Map<String, String> signatures,
        Map<String, String> rejected,
        long freeBoot,
        long freeRoot) {
    static Report of(HostPaths paths, HostState state, Map<String, String> signatures) {
        return new Report(
                state,
                hostname(paths),
                signatures,
                Rejections.of(paths).all(),
                Room.free(paths.at("boot")),
                Room.free(paths.repository()));
    }

    private static String hostname(HostPaths paths) {
        return SmallFiles.read(paths.at("proc/sys/kernel/hostname"))
                .or(() -> SmallFiles.read(paths.at("etc/hostname")))
                .map(String::strip)
                .orElse("this host");
    }
}
