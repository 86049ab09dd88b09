package io.keelson.compose.deb;

import io.keelson.packages.LockedPackage;
import io.keelson.packages.deb.Clause;
import io.keelson.packages.deb.Relations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which package may overwrite files of which (Debian policy, 7.6.1).
final class Replacements {
    private final Map<LockedPackage, List<Clause>> parsed = new HashMap<>();

    /// Whether `winner` may overwrite files of `loser`.
    boolean replaces(UnpackedPackage winner, UnpackedPackage loser) {
        return parsed.computeIfAbsent(winner.locked(), _ -> parse(winner)).stream()
                .flatMap(clause -> clause.alternatives().stream())
                .anyMatch(relation -> relation.name().equals(loser.name())
                        && relation.acceptsVersion(loser.locked().version()));
    }

    private static List<Clause> parse(UnpackedPackage unpacked) {
        return Relations.parse(
                unpacked.stanza().get("Replaces", ""), unpacked.locked().arch());
    }
}
