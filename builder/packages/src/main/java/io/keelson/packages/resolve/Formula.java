package io.keelson.packages.resolve;

import io.keelson.packages.deb.DebPackage;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.minisat.core.DataStructureFactory;
import org.sat4j.minisat.core.Solver;
import org.sat4j.minisat.orders.NegativeLiteralSelectionStrategy;
import org.sat4j.minisat.orders.VarOrderHeap;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.IVecInt;
import org.sat4j.specs.TimeoutException;

/// The rules of a resolution as clauses. It grows as it is solved: a package brings in what it needs and what it
/// conflicts with only when a model has the package. So it stays small, and whatever it proves is proven for the whole
/// universe: a formula without a solution has none with more clauses, and a model is accepted only when every
/// package in it has brought in its rules.
final class Formula {
    // Far beyond what real archives need. Counted, not timed: what can be decided must not depend on the machine.
    private static final int MOST_CONFLICTS = 2_000_000;

    private final Pool pool;
    private final boolean guarded;
    private final Solver<DataStructureFactory> solver;
    private final Map<DebPackage, Integer> variables = new HashMap<>();
    private final Map<Integer, DebPackage> packages = new HashMap<>();
    private final Map<Integer, Rule> guards = new LinkedHashMap<>();
    private final Set<DebPackage> expanded = new HashSet<>();
    private Set<DebPackage> model = Set.of();
    private boolean impossible;

    /// @param guarded whether each rule can be switched off, as an explanation needs
    Formula(Pool pool, boolean guarded) {
        this.pool = pool;
        this.guarded = guarded;
        this.solver = SolverFactory.newMiniLearningHeap();
        // Absent unless needed: that keeps models, and with them the formula, small.
        solver.setOrder(new VarOrderHeap(new NegativeLiteralSelectionStrategy()));
        solver.setTimeoutOnConflicts(MOST_CONFLICTS);
    }

    void demand(Demand demand) {
        IVecInt clause = new VecInt();
        demand.candidates().forEach(p -> clause.push(variable(p)));
        add(clause, new Rule.Wanted(demand));
    }

    /// From now on every solution has `p`.
    void require(DebPackage p) {
        addClause(new VecInt(new int[] {variable(p)}));
    }

    /// Whether there is a solution.
    boolean isSatisfiable() {
        return solve(guardLiterals());
    }

    /// Whether there is a solution that has `p`.
    boolean isSatisfiableWith(DebPackage p) {
        return solve(new VecInt(new int[] {variable(p)}));
    }

    /// Whether the last solution found has `p`.
    boolean isInModel(DebPackage p) {
        return model.contains(p);
    }

    /// A smallest set of rules that cannot all hold. To be called after [#isSatisfiable()] said no.
    List<Rule> core() {
        List<Integer> core = lastCore();
        for (Integer guard : List.copyOf(core)) {
            if (core.contains(guard)) {
                core = shrink(core, guard);
            }
        }
        return core.stream().map(guards::get).toList();
    }

    private List<Integer> shrink(List<Integer> core, Integer without) {
        IVecInt rest = new VecInt();
        core.stream().filter(guard -> !guard.equals(without)).forEach(rest::push);
        return isSatisfiable(rest) ? core : lastCore();
    }

    private List<Integer> lastCore() {
        List<Integer> core = new ArrayList<>();
        IVecInt explanation = solver.unsatExplanation();
        for (int i = 0; i < explanation.size(); i++) {
            core.add(Math.abs(explanation.get(i)));
        }
        core.sort(null);
        return core;
    }

    private boolean solve(IVecInt assumptions) {
        while (!impossible && isSatisfiable(assumptions)) {
            Set<DebPackage> found = trueOnes();
            List<DebPackage> fresh =
                    found.stream().filter(p -> !expanded.contains(p)).toList();
            if (fresh.isEmpty()) {
                model = found;
                return true;
            }
            int before = guards.size();
            fresh.forEach(this::expand);
            guards.keySet().stream().skip(before).forEach(assumptions::push);
        }
        return false;
    }

    private boolean isSatisfiable(IVecInt assumptions) {
        try {
            return solver.isSatisfiable(assumptions);
        } catch (TimeoutException e) {
            throw new KeelsonException(
                    "cannot decide whether the packages can be installed together: gave up after " + MOST_CONFLICTS
                            + " contradictions",
                    e);
        }
    }

    // In the order of the variables, which is that of discovery: the same each time.
    private Set<DebPackage> trueOnes() {
        Set<DebPackage> found = new java.util.LinkedHashSet<>();
        for (int literal : solver.model()) {
            DebPackage p = literal > 0 ? packages.get(literal) : null;
            if (p != null) {
                found.add(p);
            }
        }
        return found;
    }

    private void expand(DebPackage p) {
        expanded.add(p);
        for (Need need : pool.needs(p)) {
            if (!need.optional()) {
                IVecInt clause = new VecInt(new int[] {-variable(p)});
                need.candidates().forEach(candidate -> clause.push(variable(candidate)));
                add(clause, new Rule.Needs(p, need));
            }
        }
        pool.rivals(p)
                .forEach((rival, why) ->
                        add(new VecInt(new int[] {-variable(p), -variable(rival)}), new Rule.Rivals(p, rival, why)));
    }

    private void add(IVecInt clause, Rule rule) {
        if (guarded) {
            int guard = solver.nextFreeVarId(true);
            guards.put(guard, rule);
            clause.push(-guard);
        }
        addClause(clause);
    }

    private void addClause(IVecInt clause) {
        try {
            solver.addClause(clause);
        } catch (ContradictionException e) {
            impossible = true;
        }
    }

    private IVecInt guardLiterals() {
        IVecInt literals = new VecInt();
        guards.keySet().forEach(literals::push);
        return literals;
    }

    private int variable(DebPackage p) {
        return variables.computeIfAbsent(p, fresh -> {
            int variable = solver.nextFreeVarId(true);
            packages.put(variable, fresh);
            return variable;
        });
    }
}
