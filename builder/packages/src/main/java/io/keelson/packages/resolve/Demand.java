package io.keelson.packages.resolve;

import io.keelson.packages.Reason;
import io.keelson.packages.deb.DebPackage;
import java.util.List;
import java.util.function.Predicate;

/// Something that must be installed for its own sake: one of the candidates, the preferred first.
record Demand(String what, Reason reason, List<DebPackage> candidates) {
    /// The same, met by those candidates only that pass; if none does, by the first one.
    Demand narrowed(Predicate<DebPackage> passes) {
        List<DebPackage> some = candidates.stream().filter(passes).toList();
        return new Demand(what, reason, some.isEmpty() ? List.of(candidates.getFirst()) : some);
    }
}
