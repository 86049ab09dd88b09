package io.keelson.compose.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Puts a command into a namespace where file owners are real: root only needs mounts of its own,
/// everyone else becomes root over the range of ids that /etc/subuid grants.
final class Namespaced {
    private static final List<String> AS_ROOT = List.of("unshare", "--mount", "--propagation", "private", "--");
    private static final List<String> AS_USER =
            List.of("unshare", "--user", "--map-root-user", "--map-auto", "--mount", "--");

    private Namespaced() {}

    static List<String> command(List<String> argv) {
        List<String> all = new ArrayList<>(root() ? AS_ROOT : AS_USER);
        all.addAll(argv);
        return all;
    }

    private static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the owner of /proc/self", e);
        }
    }
}
