package io.keelson.packages.deb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// All packages of all repositories. Where two repositories have the very same file, the first one counts.
/// For one thread at a time: it remembers what it has looked up.
public final class Universe {
    private static final Comparator<DebPackage> BEST_FIRST = Comparator.comparingInt(
                    (DebPackage p) -> -p.origin().priority())
            .thenComparing((a, b) -> DebVersion.compare(b.version(), a.version()));

    private final List<DebIndex> indices;
    private final Map<String, List<DebPackage>> named = new HashMap<>();
    private final Map<String, List<DebPackage>> providing = new HashMap<>();

    /// A universe of these indices, in the order in which the repositories are preferred.
    public Universe(List<DebIndex> indices) {
        this.indices = List.copyOf(indices);
    }

    /// Reads all files, one after the other.
    public static Universe read(List<PackagesFile> files) throws IOException {
        List<DebIndex> indices = new ArrayList<>();
        for (PackagesFile file : files) {
            indices.add(DebIndex.read(file));
        }
        return new Universe(indices);
    }

    /// The packages of this name, the best first: by priority of the repository, then by version, newest first.
    public List<DebPackage> named(String name) {
        return named.computeIfAbsent(name, n -> collect(index -> index.named(n)));
    }

    /// The packages with this name in `Provides`, in the same order.
    public List<DebPackage> providing(String name) {
        return providing.computeIfAbsent(name, n -> collect(index -> index.providing(n)));
    }

    /// The packages marked `Essential: yes`, in the order of the repositories.
    public List<DebPackage> essential() {
        return indices.stream().flatMap(index -> index.essential().stream()).toList();
    }

    /// Every name that a package has, sorted.
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        indices.forEach(index -> names.addAll(index.names()));
        return names;
    }

    /// How many packages there are, counted once for each repository.
    public int size() {
        return indices.stream().mapToInt(DebIndex::size).sum();
    }

    private List<DebPackage> collect(Function<DebIndex, List<DebPackage>> lookup) {
        List<DebPackage> all = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (DebIndex index : indices) {
            for (DebPackage p : lookup.apply(index)) {
                if (seen.add(List.of(p.name(), p.version(), p.arch(), p.sha256()))) {
                    all.add(p);
                }
            }
        }
        all.sort(BEST_FIRST);
        return List.copyOf(all);
    }
}
