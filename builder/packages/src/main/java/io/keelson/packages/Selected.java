package io.keelson.packages;

/// A package of a resolution and the reason it is there.
public record Selected(LockedPackage pkg, Reason reason) {}
