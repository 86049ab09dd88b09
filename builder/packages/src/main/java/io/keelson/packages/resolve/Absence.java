package io.keelson.packages.resolve;

import io.keelson.packages.deb.Clause;
import io.keelson.packages.deb.DebPackage;
import io.keelson.packages.deb.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Says why nothing satisfies a relation: what there is instead.
final class Absence {
    private static final int MOST = 3;

    private Absence() {}

    static String describe(Pool pool, Clause clause) {
        return clause.alternatives().stream()
                .map(relation -> describe(pool, relation))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    static String describe(Pool pool, Relation relation) {
        List<DebPackage> named = pool.universe().named(relation.name());
        List<DebPackage> providers = pool.universe().providing(relation.name());
        String locked = pool.admission().lockedVersion(relation.name());
        if (locked != null && named.stream().noneMatch(p -> p.version().equals(locked))) {
            return "the lockfile has " + relation.name() + " " + locked + ", which no repository has"
                    + (named.isEmpty() ? "" : " (" + available(named.getFirst()) + ")");
        }
        if (named.isEmpty() && providers.isEmpty()) {
            return "no repository has '" + relation.name() + "', and nothing provides it";
        }
        List<String> lines = new ArrayList<>();
        named.forEach(p -> lines.add(reason(pool, p, relation, available(p))));
        providers.forEach(p -> lines.add(reason(pool, p, relation, p + " provides " + relation.name())));
        List<String> shown = lines.stream().distinct().limit(MOST).toList();
        long hidden = lines.stream().distinct().count() - shown.size();
        return String.join("; ", shown) + (hidden > 0 ? "; and " + hidden + " more that will not do" : "");
    }

    private static String available(DebPackage p) {
        return p + " is available (" + p.origin().repo() + ")";
    }

    private static String reason(Pool pool, DebPackage p, Relation relation, String otherwise) {
        String refusal = pool.admission().refusal(p);
        if (refusal != null) {
            return p + " " + refusal;
        }
        boolean own = p.name().equals(relation.name());
        if (relation.test() != null && !(own && relation.acceptsVersion(p.version()))) {
            return otherwise + ", needs " + relation.test();
        }
        return otherwise + ", but not as " + relation;
    }
}
