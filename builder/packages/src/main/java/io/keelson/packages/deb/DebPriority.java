package io.keelson.packages.deb;

import java.util.List;

/// The field `Priority` as a number: less is more important.
final class DebPriority {
    /// Neither stated nor known.
    static final int NONE = 5;

    private static final List<String> NAMES = List.of("required", "important", "standard", "optional", "extra");

    private DebPriority() {}

    static int of(String name) {
        int index = NAMES.indexOf(name);
        return index < 0 ? NONE : index;
    }
}
