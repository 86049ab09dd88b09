package io.keelson.packages.resolve;

import io.keelson.packages.Reason;
import io.keelson.packages.deb.DebPackage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The packages that meet all demands, each with the reason, in the order they were chosen, and the pool that they
/// were chosen from.
record Choice(Pool pool, Map<DebPackage, Reason> reasons) {
    /// Chooses from the newest versions, and only if those will not do from all.
    ///
    /// @throws io.keelson.release.KeelsonException when nothing meets the demands
    static Choice of(Pool pool, List<Demand> demands) {
        List<Demand> narrow =
                demands.stream().map(demand -> demand.narrowed(pool::isNewest)).toList();
        Set<DebPackage> asked = new HashSet<>();
        narrow.forEach(demand -> asked.addAll(demand.candidates()));
        return attempt(pool.newestAnd(asked), narrow)
                .or(() -> attempt(pool, demands))
                .orElseThrow(() -> Explanation.of(pool, demands));
    }

    // Looking ahead costs more, and nearly always nothing comes of it: so first without.
    private static Optional<Choice> attempt(Pool pool, List<Demand> demands) {
        Chooser plain = new Chooser(pool, new PlainJudge(pool));
        if (plain.choose(demands)) {
            return Optional.of(new Choice(pool, plain.chosen()));
        }
        Formula formula = new Formula(pool, false);
        demands.forEach(formula::demand);
        if (!formula.isSatisfiable()) {
            return Optional.empty();
        }
        Chooser thorough = new Chooser(pool, new SatJudge(formula));
        if (!thorough.choose(demands)) {
            throw new IllegalStateException("a solution exists and was not found");
        }
        return Optional.of(new Choice(pool, thorough.chosen()));
    }
}
