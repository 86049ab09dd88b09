package io.keelson.packages.resolve;

import io.keelson.packages.deb.Clause;
import io.keelson.packages.deb.DebPackage;
import io.keelson.packages.deb.RelationField;
import java.util.List;

/// One thing that a package needs or wants, and the packages that would do, the preferred first.
record Need(RelationField field, Clause clause, List<DebPackage> candidates) {
    boolean optional() {
        return field == RelationField.RECOMMENDS;
    }

    @Override
    public String toString() {
        return field.label() + ": " + clause;
    }
}
