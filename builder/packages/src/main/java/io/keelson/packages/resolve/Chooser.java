package io.keelson.packages.resolve;

import io.keelson.packages.Reason;
import io.keelson.packages.deb.DebPackage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chooses packages in the order in which apt does: first everything that was asked for, then, package by
/// package and depth first, what is needed and not there yet. A chosen package that satisfies a need is
/// always used before a new one is taken.
final class Chooser {
    private final Pool pool;
    private final Judge judge;
    private final Map<DebPackage, Reason> chosen = new LinkedHashMap<>();

    Chooser(Pool pool, Judge judge) {
        this.pool = pool;
        this.judge = judge;
    }

    /// Whether all demands and all their needs could be met.
    boolean choose(List<Demand> demands) {
        for (Demand demand : demands) {
            if (!meet(demand)) {
                return false;
            }
        }
        for (DebPackage root : new ArrayList<>(chosen.keySet())) {
            if (!complete(root)) {
                return false;
            }
        }
        return true;
    }

    /// The packages in the order they were chosen, each with the reason.
    Map<DebPackage, Reason> chosen() {
        return chosen;
    }

    private boolean meet(Demand demand) {
        for (DebPackage p : demand.candidates()) {
            if (chosen.containsKey(p)) {
                chosen.computeIfPresent(p, (same, why) -> why instanceof Reason.Essential ? demand.reason() : why);
                return true;
            }
        }
        return take(demand.candidates(), demand.reason()) != null;
    }

    private boolean complete(DebPackage root) {
        Deque<Step> stack = new ArrayDeque<>();
        stack.push(new Step(root, pool.needs(root).iterator()));
        while (!stack.isEmpty()) {
            Step step = stack.element();
            if (!step.needs().hasNext()) {
                stack.pop();
                continue;
            }
            Need need = step.needs().next();
            if (isMet(need)) {
                continue;
            }
            DebPackage p = take(need.candidates(), reason(step.p(), need));
            if (p != null) {
                stack.push(new Step(p, pool.needs(p).iterator()));
            } else if (!need.optional()) {
                return false;
            }
        }
        return true;
    }

    private boolean isMet(Need need) {
        return need.candidates().stream().anyMatch(chosen::containsKey);
    }

    private @Nullable DebPackage take(List<DebPackage> candidates, Reason reason) {
        DebPackage p = judge.pick(candidates);
        if (p != null) {
            judge.chosen(p);
            chosen.put(p, reason);
        }
        return p;
    }

    private static Reason reason(DebPackage by, Need need) {
        return new Reason.Needed(
                by.toString(), need.field().label(), need.clause().toString());
    }

    private record Step(DebPackage p, Iterator<Need> needs) {}
}
