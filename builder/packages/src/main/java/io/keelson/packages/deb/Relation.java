package io.keelson.packages.deb;

import org.jspecify.annotations.Nullable;

/// One alternative of a dependency field: `libc6:any (>= 2.36)`.
///
/// @param qualifier what stands after the colon (`any`, `native` or an architecture), or null
/// @param test what the version must be, or null for any
public record Relation(
        String name, @Nullable String qualifier, @Nullable VersionTest test) {
    /// Whether a package that is, or provides, this name with `version` meets the relation's version part.
    public boolean acceptsVersion(String version) {
        return test == null || test.accepts(version);
    }

    @Override
    public String toString() {
        return name + (qualifier == null ? "" : ":" + qualifier) + (test == null ? "" : " (" + test + ")");
    }
}
