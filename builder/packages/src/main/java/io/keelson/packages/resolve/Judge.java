package io.keelson.packages.resolve;

import io.keelson.packages.deb.DebPackage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says which of several candidates can go with everything chosen so far.
interface Judge {
    /// The first of the candidates that can, or null when none can.
    @Nullable
    DebPackage pick(List<DebPackage> candidates);

    /// Takes note that a package has been chosen.
    void chosen(DebPackage p);
}
