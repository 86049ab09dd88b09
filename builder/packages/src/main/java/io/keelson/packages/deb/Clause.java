package io.keelson.packages.deb;

import java.util.List;
import java.util.stream.Collectors;

/// One comma-separated part of a dependency field: any of its alternatives will do, the first is preferred.
public record Clause(List<Relation> alternatives) {
    public Clause {
        alternatives = List.copyOf(alternatives);
    }

    @Override
    public String toString() {
        return alternatives.stream().map(Relation::toString).collect(Collectors.joining(" | "));
    }
}
