package io.keelson.packages.resolve;

import io.keelson.packages.deb.DebPackage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks ahead: a candidate is allowed when some whole solution has it beside everything chosen so far. As each
/// choice takes the most preferred candidate that is allowed, the outcome is the best in the order of the choices.
final class SatJudge implements Judge {
    private final Formula formula;

    /// @param formula with all demands in it, and known to have a solution
    SatJudge(Formula formula) {
        this.formula = formula;
    }

    @Override
    public @Nullable DebPackage pick(List<DebPackage> candidates) {
        for (DebPackage p : candidates) {
            if (formula.isInModel(p) || formula.isSatisfiableWith(p)) {
                return p;
            }
        }
        return null;
    }

    @Override
    public void chosen(DebPackage p) {
        formula.require(p);
    }
}
