package io.keelson.packages.resolve;

import io.keelson.packages.Reason;
import io.keelson.packages.deb.DebPackage;
import java.util.List;

/// Something that must be installed for its own sake: one of the candidates, the preferred first.
record Demand(String what, Reason reason, List<DebPackage> candidates) {}
