package io.keelson.compose;

import io.keelson.compose.deb.UnpackedPackage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Orders packages so that each comes after those that it depends on, ties by name. Only what the
/// packages themselves say counts, so the order is the same with and without a lockfile. Circles, which
/// Debian has, are cut where they are entered.
final class ScriptOrder {
    private final Map<String, UnpackedPackage> packages;
    private final List<UnpackedPackage> ordered = new ArrayList<>();
    private final Set<String> entered = new HashSet<>();

    ScriptOrder(Map<String, UnpackedPackage> packages) {
        this.packages = new TreeMap<>(packages);
    }

    List<UnpackedPackage> sort() {
        packages.values().forEach(this::visit);
        return ordered;
    }

    private void visit(UnpackedPackage unpacked) {
        if (!entered.add(unpacked.name())) {
            return;
        }
        for (String name : unpacked.dependencies()) {
            UnpackedPackage dependency = packages.get(name);
            if (dependency != null) {
                visit(dependency);
            }
        }
        ordered.add(unpacked);
    }
}
