package io.keelson.packages.resolve;

import io.keelson.packages.deb.DebPackage;
import io.keelson.packages.deb.RelationField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Orders packages so that each comes after those it depends on. In a cycle somebody has to come first: a package of
/// which all `Pre-Depends` are there, with the fewest other dependencies missing, the first by name of several.
final class InstallOrder {
    private static final Comparator<DebPackage> BY_NAME =
            Comparator.comparing(DebPackage::name).thenComparing(DebPackage::arch);

    private final List<DebPackage> packages;
    private final Map<DebPackage, Set<DebPackage>> before = new HashMap<>();
    private final Map<DebPackage, Set<DebPackage>> strictlyBefore = new HashMap<>();
    private final Map<DebPackage, List<DebPackage>> after = new HashMap<>();

    InstallOrder(Pool pool, Collection<DebPackage> chosen) {
        packages = chosen.stream().sorted(BY_NAME).toList();
        Set<DebPackage> all = new HashSet<>(chosen);
        for (DebPackage p : packages) {
            before.put(p, new HashSet<>());
            strictlyBefore.put(p, new HashSet<>());
            for (Need need : pool.needs(p)) {
                need.candidates().stream().filter(all::contains).findFirst().ifPresent(q -> edge(p, q, need.field()));
            }
        }
    }

    List<DebPackage> sorted() {
        List<DebPackage> order = new ArrayList<>();
        TreeSet<DebPackage> ready = new TreeSet<>(BY_NAME);
        TreeSet<DebPackage> waiting = new TreeSet<>(BY_NAME);
        packages.forEach(p -> (before.getOrDefault(p, Set.of()).isEmpty() ? ready : waiting).add(p));
        while (!ready.isEmpty() || !waiting.isEmpty()) {
            DebPackage next = ready.isEmpty() ? cycleBreaker(waiting) : ready.first();
            ready.remove(next);
            waiting.remove(next);
            order.add(next);
            release(next, ready, waiting);
        }
        return order;
    }

    private void edge(DebPackage p, DebPackage q, RelationField field) {
        // A recommended package may come later: dpkg does not wait for it either.
        if (p.equals(q) || field == RelationField.RECOMMENDS) {
            return;
        }
        if (before.computeIfAbsent(p, x -> new HashSet<>()).add(q)) {
            after.computeIfAbsent(q, x -> new ArrayList<>()).add(p);
        }
        if (field == RelationField.PRE_DEPENDS) {
            strictlyBefore.computeIfAbsent(p, x -> new HashSet<>()).add(q);
        }
    }

    private void release(DebPackage done, Set<DebPackage> ready, Set<DebPackage> waiting) {
        for (DebPackage p : after.getOrDefault(done, List.of())) {
            Set<DebPackage> rest = before.getOrDefault(p, Set.of());
            rest.remove(done);
            strictlyBefore.getOrDefault(p, Set.of()).remove(done);
            if (rest.isEmpty() && waiting.remove(p)) {
                ready.add(p);
            }
        }
    }

    // Only a package whose missing dependencies all wait, directly or not, for the package itself is in a cycle that
    // nothing outside holds up.
    private DebPackage cycleBreaker(Set<DebPackage> waiting) {
        Map<DebPackage, Set<DebPackage>> reach = new HashMap<>();
        waiting.forEach(p -> reach.put(p, reachable(p)));
        Comparator<DebPackage> best = Comparator.comparing((DebPackage p) -> !isSource(p, reach))
                .thenComparingInt(p -> strictlyBefore.getOrDefault(p, Set.of()).size())
                .thenComparingInt(p -> before.getOrDefault(p, Set.of()).size())
                .thenComparing(BY_NAME);
        return waiting.stream().min(best).orElseThrow();
    }

    private static boolean isSource(DebPackage p, Map<DebPackage, Set<DebPackage>> reach) {
        return reach.getOrDefault(p, Set.of()).stream()
                .allMatch(q -> reach.getOrDefault(q, Set.of()).contains(p));
    }

    private Set<DebPackage> reachable(DebPackage from) {
        Set<DebPackage> seen = new HashSet<>();
        List<DebPackage> stack = new ArrayList<>(List.of(from));
        while (!stack.isEmpty()) {
            for (DebPackage q : before.getOrDefault(stack.removeLast(), Set.of())) {
                if (seen.add(q)) {
                    stack.add(q);
                }
            }
        }
        return seen;
    }
}
