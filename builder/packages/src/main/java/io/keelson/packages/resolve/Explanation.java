package io.keelson.packages.resolve;

import io.keelson.packages.Reason;
import io.keelson.packages.deb.DebPackage;
import io.keelson.release.KeelsonException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Why demands cannot be met, as chains from each demand to what stands in its way.
final class Explanation {
    private static final int MOST_LINES = 60;

    private final Pool pool;
    private final List<Rule> core;
    private final StringBuilder text = new StringBuilder();
    private final Set<DebPackage> told = new HashSet<>();
    private int lines;

    private Explanation(Pool pool, List<Rule> core) {
        this.pool = pool;
        this.core = core;
    }

    /// The failure to throw when the demands are known to have no solution.
    static KeelsonException of(Pool pool, List<Demand> demands) {
        Formula formula = new Formula(pool, true);
        demands.forEach(formula::demand);
        if (formula.isSatisfiable()) {
            throw new IllegalStateException("a solution exists that was said not to");
        }
        Explanation explanation = new Explanation(pool, formula.core());
        KeelsonException failure = KeelsonException.usage(explanation.write());
        return pool.admission().isStrict()
                ? failure.withHint("the lockfile may be older than the treefile: --lock-update writes a new one")
                : failure;
    }

    private String write() {
        List<Demand> wanted = core.stream()
                .filter(rule -> rule instanceof Rule.Wanted)
                .map(rule -> ((Rule.Wanted) rule).demand())
                .toList();
        text.append(heading(wanted));
        for (Demand demand : wanted) {
            line(1, demand.what());
            branches(demand.candidates(), 2);
        }
        return text.append(lines > MOST_LINES ? "\n  ... and " + (lines - MOST_LINES) + " lines more" : "")
                .toString();
    }

    private static String heading(List<Demand> wanted) {
        Set<String> origins = new LinkedHashSet<>();
        for (Demand demand : wanted) {
            if (demand.reason() instanceof Reason.Requested requested) {
                origins.add(requested.request().origin());
            }
        }
        String together = wanted.size() > 1 ? "together " : "";
        return origins.isEmpty()
                ? "cannot install the essential packages " + together + "from these repositories:"
                : "cannot install " + together + "what " + String.join(" and ", origins)
                        + (origins.size() > 1 ? " ask for:" : " asks for:");
    }

    // One candidate goes on with the chain; several are told one below the other, deeper.
    private void branches(List<DebPackage> candidates, int depth) {
        for (DebPackage p : candidates) {
            if (candidates.size() > 1) {
                line(depth, "-> with " + p + ":");
            }
            tell(p, candidates.size() > 1 ? depth + 1 : depth);
        }
    }

    private void tell(DebPackage p, int depth) {
        if (!told.add(p)) {
            line(depth, "-> " + p + ": as said above");
            return;
        }
        for (Rule rule : core) {
            switch (rule) {
                case Rule.Needs(DebPackage owner, Need need) when owner.equals(p) -> tell(p, need, depth);
                case Rule.Rivals(DebPackage owner, DebPackage other, String why)
                when owner.equals(p) -> line(depth, conflict(owner, other, why));
                case Rule.Needs needs -> {}
                case Rule.Rivals(DebPackage owner, DebPackage other, String why) -> {
                    if (other.equals(p)) {
                        line(depth, "-> " + p + " is ruled out by " + owner);
                    }
                }
                case Rule.Wanted wanted -> {}
            }
        }
    }

    private void tell(DebPackage p, Need need, int depth) {
        line(depth, "-> " + p + " " + need);
        if (need.candidates().isEmpty()) {
            line(depth, "-> no candidate: " + Absence.describe(pool, need.clause()));
        } else {
            branches(need.candidates(), depth);
        }
    }

    private static String conflict(DebPackage p, DebPackage other, String why) {
        return p.name().equals(other.name())
                ? "-> " + p + " and " + other + ": " + why
                : "-> " + p + " " + why + " (that is " + other + ")";
    }

    private void line(int depth, String line) {
        if (++lines <= MOST_LINES) {
            text.append('\n').append("  ".repeat(depth)).append(line);
        }
    }
}
