package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tells which commits an object belongs to. All commits are walked at the first question, and not
/// before: most repositories are whole, and then nobody asks.
final class Holders {
    private final Repository repo;
    private final List<Digest> commits;
    private @Nullable Map<ObjectName, BitSet> index;

    Holders(Repository repo, List<Digest> commits) {
        this.repo = repo;
        this.commits = commits;
    }

    synchronized NavigableSet<Digest> of(ObjectName name) throws IOException {
        if (index == null) {
            index = build();
        }
        NavigableSet<Digest> holders = new TreeSet<>();
        index.getOrDefault(name, new BitSet()).stream().mapToObj(commits::get).forEach(holders::add);
        return holders;
    }

    private Map<ObjectName, BitSet> build() throws IOException {
        Map<ObjectName, BitSet> built = new HashMap<>();
        for (int i = 0; i < commits.size(); i++) {
            Reachable reachable = new Reachable(repo, Reachable.Scope.WHATEVER_IS_NAMED);
            reachable.add(commits.get(i), 0);
            for (ObjectName name : reachable.names()) {
                built.computeIfAbsent(name, key -> new BitSet(commits.size())).set(i);
            }
        }
        return built;
    }
}
