package io.keelson.packages.resolve;

import io.keelson.packages.LockedPackage;
import io.keelson.packages.Reason;
import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.Selected;
import io.keelson.packages.deb.DebPackage;
import io.keelson.packages.deb.Universe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// From requests to exact packages.
///
/// The choices are those of `apt-get install` into an empty root: the newest version, the first alternative
/// unless another one is there already, nothing that is not needed. When choosing so runs into a conflict, the same
/// choices are made again with a SAT solver that looks ahead, if need be over older versions as well; when that finds
/// that no choice can work, a smallest set of rules that contradict each other is the explanation. The same
/// input has the same outcome.
public final class Resolver {
    private Resolver() {}

    /// Chooses the packages.
    ///
    /// @param requests in the order in which they are to be met
    /// @throws io.keelson.release.KeelsonException when a request names nothing (all such requests in one message),
    ///     or when the requests cannot be met (with the chain from the request to what stands in its way)
    public static Resolution resolve(Universe universe, List<Request> requests, ResolveOptions options) {
        Pool pool = new Pool(universe, options);
        Wishes wishes = Wishes.read(pool, requests, options);
        Choice choice = Choice.of(pool, wishes.demands());
        Map<DebPackage, Reason> chosen = choice.reasons();
        List<Selected> packages = new ArrayList<>();
        for (DebPackage p : new InstallOrder(choice.pool(), chosen.keySet()).sorted()) {
            packages.add(new Selected(lock(p), chosen.getOrDefault(p, new Reason.Essential())));
        }
        return new Resolution(packages, wishes.notes(chosen.keySet()));
    }

    private static LockedPackage lock(DebPackage p) {
        return new LockedPackage(p.name(), p.version(), p.arch(), p.origin().repo(), p.url(), p.sha256(), p.size());
    }
}
