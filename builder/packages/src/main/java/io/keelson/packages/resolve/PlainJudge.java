package io.keelson.packages.resolve;

import io.keelson.packages.deb.DebPackage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at what is chosen, never ahead: fast, and enough nearly always. What it allows has no conflict;
/// but it may run into a corner that [SatJudge] would have seen coming.
final class PlainJudge implements Judge {
    private final Pool pool;
    private final Set<DebPackage> chosen = new HashSet<>();
    private final Set<DebPackage> banned = new HashSet<>();

    PlainJudge(Pool pool) {
        this.pool = pool;
    }

    @Override
    public @Nullable DebPackage pick(List<DebPackage> candidates) {
        for (DebPackage p : candidates) {
            if (!banned.contains(p) && pool.rivals(p).keySet().stream().noneMatch(chosen::contains)) {
                return p;
            }
        }
        return null;
    }

    @Override
    public void chosen(DebPackage p) {
        chosen.add(p);
        banned.addAll(pool.rivals(p).keySet());
    }
}
