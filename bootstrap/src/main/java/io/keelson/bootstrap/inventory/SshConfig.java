package io.keelson.bootstrap.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An `ssh_config` as lines with the conditions under which they hold. As OpenSSH has it, the first value that is
/// found counts.
final class SshConfig {
    private final List<Line> lines;

    SshConfig(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    static SshConfig empty() {
        return new SshConfig(List.of());
    }

    /// @param conditions lists of patterns, of each of which one must match; what `Match` is about holds for nobody
    record Line(Place at, String keyword, List<String> words, List<List<String>> conditions) {
        boolean holdsFor(String host) {
            return conditions.stream().allMatch(patterns -> matches(patterns, host));
        }
    }

    /// The values of one keyword for a host, in order.
    List<Line> all(String keyword, String host) {
        return lines.stream()
                .filter(line -> line.keyword().equals(keyword) && line.holdsFor(host))
                .toList();
    }

    Optional<Line> first(String keyword, String host) {
        return lines.stream()
                .filter(line -> line.keyword().equals(keyword) && line.holdsFor(host))
                .findFirst();
    }

    /// Hosts that are named as such, not by a pattern.
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Line line : lines) {
            line.conditions().stream()
                    .flatMap(List::stream)
                    .filter(name -> !Globs.isGlob(name) && !name.startsWith("!") && !names.contains(name))
                    .filter(line::holdsFor)
                    .forEach(names::add);
        }
        return names;
    }

    private static boolean matches(List<String> patterns, String host) {
        boolean refused = patterns.stream().anyMatch(p -> p.startsWith("!") && Globs.matches(p.substring(1), host));
        return !refused && patterns.stream().anyMatch(p -> !p.startsWith("!") && Globs.matches(p, host));
    }
}
