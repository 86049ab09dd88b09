package io.keelson.packages.resolve;

import io.keelson.packages.deb.Clause;
import io.keelson.packages.deb.DebPackage;
import io.keelson.packages.deb.MultiArch;
import io.keelson.packages.deb.Relation;
import io.keelson.packages.deb.RelationField;
import io.keelson.packages.deb.VersionTest;
import org.jspecify.annotations.Nullable;

/// Whether a package is what a relation speaks of (policy 7.5, and dpkg's rules for several architectures).
final class Matcher {
    private final String nativeArch;

    Matcher(String nativeArch) {
        this.nativeArch = nativeArch;
    }

    /// The architecture a package counts for: `all` is native.
    String archOf(DebPackage p) {
        return p.arch().equals("all") ? nativeArch : p.arch();
    }

    /// Whether `p`, under its own name, satisfies a dependency of a package of `arch`.
    boolean satisfies(DebPackage p, Relation relation, String arch) {
        return relation.acceptsVersion(p.version()) && serves(p, relation, arch);
    }

    /// The same for a name that `p` provides.
    boolean satisfiesAsProvider(DebPackage p, Relation relation, String arch) {
        return serves(p, relation, arch) && provides(p, relation);
    }

    /// Whether a `Conflicts`, a `Breaks` or a request means `p` under its own name. Without a qualifier it means all
    /// architectures.
    boolean isMeant(Relation relation, DebPackage p) {
        return relation.acceptsVersion(p.version()) && isOfArch(p, relation.qualifier());
    }

    /// The same for a name that `p` provides.
    boolean isMeantProvider(Relation relation, DebPackage p) {
        return isOfArch(p, relation.qualifier()) && provides(p, relation);
    }

    /// Whether both can be there at once although they have one name.
    boolean coinstallable(DebPackage a, DebPackage b) {
        return !archOf(a).equals(archOf(b))
                && a.multiArch() == MultiArch.SAME
                && b.multiArch() == MultiArch.SAME
                && a.version().equals(b.version());
    }

    private boolean serves(DebPackage p, Relation relation, String arch) {
        String qualifier = relation.qualifier();
        if (qualifier == null) {
            return p.multiArch() == MultiArch.FOREIGN || archOf(p).equals(arch);
        }
        return qualifier.equals("any") ? p.multiArch() == MultiArch.ALLOWED : isOfArch(p, qualifier);
    }

    private boolean isOfArch(DebPackage p, @Nullable String qualifier) {
        if (qualifier == null || qualifier.equals("any")) {
            return true;
        }
        return archOf(p).equals(qualifier.equals("native") ? nativeArch : qualifier);
    }

    // A provided name has a version only where the provider states one, and nothing but `=` states one.
    private boolean provides(DebPackage p, Relation wanted) {
        for (Clause clause : p.relations(RelationField.PROVIDES, nativeArch)) {
            for (Relation offered : clause.alternatives()) {
                if (offered.name().equals(wanted.name()) && meets(offered.test(), wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean meets(@Nullable VersionTest offered, Relation wanted) {
        if (wanted.test() == null) {
            return true;
        }
        return offered != null && offered.op() == VersionTest.Op.EXACTLY && wanted.acceptsVersion(offered.version());
    }
}
