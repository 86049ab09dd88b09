package io.keelson.packages.resolve;

import io.keelson.packages.deb.DebPackage;

/// Where a clause of a [Formula] comes from.
sealed interface Rule {
    /// One of the demand's candidates must be there.
    record Wanted(Demand demand) implements Rule {}

    /// If the package is there, so is one of the need's candidates.
    record Needs(DebPackage p, Need need) implements Rule {}

    /// Both cannot be there, because `p` says so.
    record Rivals(DebPackage p, DebPackage other, String why) implements Rule {}
}
