package io.keelson.packages.resolve;

import io.keelson.packages.Reason;
import io.keelson.packages.Request;
import io.keelson.packages.deb.DebPackage;
import io.keelson.packages.deb.Relation;
import io.keelson.release.KeelsonException;
import io.keelson.release.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Turns requests into demands, and gathers those that mean nothing.
final class Wishes {
    private final Pool pool;
    private final List<Demand> demands = new ArrayList<>();
    private final List<Demand> ambiguous = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Wishes(Pool pool) {
        this.pool = pool;
    }

    /// Reads everything that is asked for, the essential packages first.
    ///
    /// @throws KeelsonException when a request names nothing that could be installed; all of them in one message
    static Wishes read(Pool pool, List<Request> requests, ResolveOptions options) {
        Wishes wishes = new Wishes(pool);
        if (options.essential()) {
            wishes.addEssential();
        }
        requests.forEach(wishes::add);
        if (!wishes.problems.isEmpty()) {
            throw KeelsonException.usage(wishes.problems);
        }
        return wishes;
    }

    List<Demand> demands() {
        return demands;
    }

    /// What has been chosen for requests that several packages would have met.
    List<String> notes(Collection<DebPackage> chosen) {
        return ambiguous.stream()
                .map(demand -> demand.what() + ": "
                        + demand.candidates().stream()
                                .filter(chosen::contains)
                                .findFirst()
                                .map(DebPackage::name)
                                .orElse("nothing")
                        + " has been chosen from those that provide it: " + providers(demand))
                .toList();
    }

    private static String providers(Demand demand) {
        return String.join(
                ", ",
                new TreeSet<>(demand.candidates().stream().map(DebPackage::name).toList()));
    }

    private void addEssential() {
        TreeSet<String> names = new TreeSet<>();
        pool.universe().essential().forEach(p -> names.add(p.name()));
        for (String name : names) {
            List<DebPackage> candidates = real(new Relation(name, "native", null));
            if (!candidates.isEmpty() && candidates.getFirst().essential()) {
                demands.add(new Demand(name + " (essential)", new Reason.Essential(), candidates));
            }
        }
    }

    private void add(Request request) {
        Optional<Wish> wish = Wish.parse(request);
        if (wish.isEmpty()) {
            problems.add(request.origin() + ": '" + request.text()
                    + "' is not a package name, a glob, or a name and a version like 'nginx (>= 1.2)'");
        } else if (wish.get().isGlob()) {
            addGlob(wish.get());
        } else {
            addName(wish.get());
        }
    }

    private void addGlob(Wish wish) {
        Pattern pattern = Globs.compile(wish.relation().name());
        int before = demands.size();
        for (String name : pool.universe().names()) {
            if (pattern.matcher(name).matches()) {
                List<DebPackage> candidates = real(wish.relation(name));
                if (!candidates.isEmpty()) {
                    demands.add(demand(wish, name, candidates));
                }
            }
        }
        if (demands.size() == before) {
            problems.add(wish.request().origin() + ": no package matches '"
                    + wish.request().text() + "'");
        }
    }

    private void addName(Wish wish) {
        Relation relation = wish.relation();
        List<DebPackage> candidates = real(relation);
        if (candidates.isEmpty()) {
            candidates = virtual(relation);
            if (candidates.stream().map(DebPackage::name).distinct().count() > 1) {
                ambiguous.add(demand(wish, relation.name(), candidates));
            }
        }
        if (candidates.isEmpty()) {
            problems.add(nothing(wish));
        } else {
            demands.add(demand(wish, relation.name(), candidates));
        }
    }

    private static Demand demand(Wish wish, String name, List<DebPackage> candidates) {
        Request request = wish.request();
        String what = request.text() + " (requested at " + request.origin() + ")";
        return new Demand(wish.isGlob() ? name + ", as " + what : what, new Reason.Requested(request), candidates);
    }

    // Packages of that name, of the most preferred architecture that has any.
    private List<DebPackage> real(Relation relation) {
        List<DebPackage> all = pool.admission().admitted(pool.universe().named(relation.name())).stream()
                .filter(p -> pool.matcher().isMeant(relation, p))
                .toList();
        int best = all.stream().mapToInt(pool::archRank).min().orElse(0);
        return pool.newestFirst(
                all.stream().filter(p -> pool.archRank(p) == best).toList());
    }

    private List<DebPackage> virtual(Relation relation) {
        return pool.newestFirst(pool.admission().admitted(pool.universe().providing(relation.name())).stream()
                .filter(p -> pool.matcher().isMeantProvider(relation, p))
                .sorted(pool.providerOrder())
                .toList());
    }

    private String nothing(Wish wish) {
        Relation relation = wish.relation();
        String problem = wish.request().origin() + ": cannot install '"
                + wish.request().text() + "': " + Absence.describe(pool, relation);
        if (!pool.universe().named(relation.name()).isEmpty()
                || !pool.universe().providing(relation.name()).isEmpty()) {
            return problem;
        }
        return problem + Spelling.hint(relation.name(), pool.universe().names());
    }
}
