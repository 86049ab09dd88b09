package io.keelson.packages.deb;

/// The fields of a package that speak of other packages.
public enum RelationField {
    /// Must be configured before this package is unpacked.
    PRE_DEPENDS("Pre-Depends", 0),
    /// Must be there.
    DEPENDS("Depends", 1),
    /// Should be there.
    RECOMMENDS("Recommends", 2),
    /// Names that this package also answers to.
    PROVIDES("Provides", 3),
    /// Cannot be installed together.
    CONFLICTS("Conflicts", 4),
    /// Cannot be configured together.
    BREAKS("Breaks", 5),
    /// May overwrite the files of.
    REPLACES("Replaces", 6);

    private final String label;
    private final int position;

    RelationField(String label, int position) {
        this.label = label;
        this.position = position;
    }

    int slot() {
        return Layout.RELATIONS + Integer.BYTES * position;
    }

    /// The field as a `Packages` file spells it.
    public String label() {
        return label;
    }
}
