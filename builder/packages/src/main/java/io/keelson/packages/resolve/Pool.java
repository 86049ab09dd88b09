package io.keelson.packages.resolve;

import io.keelson.packages.deb.Clause;
import io.keelson.packages.deb.DebPackage;
import io.keelson.packages.deb.Relation;
import io.keelson.packages.deb.RelationField;
import io.keelson.packages.deb.Universe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The admitted packages and what they mean to each other, worked out when asked and then remembered.
final class Pool {
    private final Universe universe;
    private final ResolveOptions options;
    private final Admission admission;
    private final Matcher matcher;
    private final Predicate<DebPackage> kept;
    private final Map<DebPackage, List<Need>> needs = new HashMap<>();
    private final Map<DebPackage, Map<DebPackage, String>> rivals = new HashMap<>();

    Pool(Universe universe, ResolveOptions options) {
        this(universe, options, new Admission(options), p -> true);
    }

    private Pool(Universe universe, ResolveOptions options, Admission admission, Predicate<DebPackage> kept) {
        this.universe = universe;
        this.options = options;
        this.admission = admission;
        this.matcher = new Matcher(options.arch());
        this.kept = kept;
    }

    /// The pool as apt sees it: of each name only the newest version, and `also`.
    Pool newestAnd(Set<DebPackage> also) {
        return new Pool(universe, options, admission, p -> isNewest(p) || also.contains(p));
    }

    Universe universe() {
        return universe;
    }

    Admission admission() {
        return admission;
    }

    Matcher matcher() {
        return matcher;
    }

    /// What the package needs, `Pre-Depends` first; what it wants too if that is asked for.
    List<Need> needs(DebPackage p) {
        return needs.computeIfAbsent(p, this::findNeeds);
    }

    /// The packages that cannot be there together with this one because it says so, or because they have its
    /// name; each with the reason: `Conflicts: mail-transport-agent`.
    Map<DebPackage, String> rivals(DebPackage p) {
        return rivals.computeIfAbsent(p, this::findRivals);
    }

    /// Everything that satisfies `relation` for a package of `arch`, the preferred first: packages of that name
    /// before providers, native before foreign, newest before older.
    List<DebPackage> candidates(Relation relation, String arch) {
        Set<DebPackage> found = new LinkedHashSet<>();
        admission.admitted(universe.named(relation.name())).stream()
                .filter(p -> matcher.satisfies(p, relation, arch) && kept.test(p))
                .sorted(Comparator.comparingInt(this::archRank))
                .forEach(found::add);
        admission.admitted(universe.providing(relation.name())).stream()
                .filter(p -> matcher.satisfiesAsProvider(p, relation, arch) && kept.test(p))
                .sorted(providerOrder())
                .forEach(found::add);
        return List.copyOf(found);
    }

    /// The same packages with those first that nothing newer of their name stands against.
    List<DebPackage> newestFirst(Collection<DebPackage> packages) {
        List<DebPackage> newest = new ArrayList<>();
        List<DebPackage> older = new ArrayList<>();
        new LinkedHashSet<>(packages).forEach(p -> (isNewest(p) ? newest : older).add(p));
        newest.addAll(older);
        return List.copyOf(newest);
    }

    int archRank(DebPackage p) {
        String arch = matcher.archOf(p);
        return arch.equals(options.arch()) ? 0 : 1 + options.foreignArchs().indexOf(arch);
    }

    Comparator<DebPackage> providerOrder() {
        return Comparator.comparing((DebPackage p) -> !p.essential())
                .thenComparing(p -> !p.isProtected())
                .thenComparingInt(this::archRank)
                .thenComparingInt(DebPackage::priority)
                .thenComparing(DebPackage::name);
    }

    boolean isNewest(DebPackage p) {
        for (DebPackage other : universe.named(p.name())) {
            if (matcher.archOf(other).equals(matcher.archOf(p)) && admission.admits(other)) {
                return other.equals(p);
            }
        }
        return false;
    }

    private List<Need> findNeeds(DebPackage p) {
        List<Need> list = new ArrayList<>();
        addNeeds(list, p, RelationField.PRE_DEPENDS);
        addNeeds(list, p, RelationField.DEPENDS);
        if (options.recommends()) {
            addNeeds(list, p, RelationField.RECOMMENDS);
        }
        return List.copyOf(list);
    }

    private void addNeeds(List<Need> list, DebPackage p, RelationField field) {
        String arch = matcher.archOf(p);
        for (Clause clause : p.relations(field, options.arch())) {
            List<DebPackage> all = new ArrayList<>();
            clause.alternatives().forEach(relation -> all.addAll(candidates(relation, arch)));
            list.add(new Need(field, clause, newestFirst(all)));
        }
    }

    private Map<DebPackage, String> findRivals(DebPackage p) {
        Map<DebPackage, String> found = new LinkedHashMap<>();
        for (RelationField field : List.of(RelationField.CONFLICTS, RelationField.BREAKS)) {
            for (Clause clause : p.relations(field, options.arch())) {
                clause.alternatives()
                        .forEach(relation -> opposed(relation)
                                .forEach(rival -> found.putIfAbsent(rival, field.label() + ": " + relation)));
            }
        }
        found.keySet().removeIf(rival -> rival.name().equals(p.name()));
        for (DebPackage other : admission.admitted(universe.named(p.name()))) {
            if (!other.equals(p) && !matcher.coinstallable(p, other)) {
                found.put(other, "only one of them can be installed");
            }
        }
        return found;
    }

    private List<DebPackage> opposed(Relation relation) {
        List<DebPackage> list = new ArrayList<>();
        universe.named(relation.name()).stream()
                .filter(p -> matcher.isMeant(relation, p))
                .forEach(list::add);
        universe.providing(relation.name()).stream()
                .filter(p -> matcher.isMeantProvider(relation, p))
                .forEach(list::add);
        return admission.admitted(list);
    }
}
