package io.keelson.compose.treefile;

import java.util.Comparator;

/// A package that somebody asked for: a name, a provided name, a glob, or a query with a version
/// (`podman >= 4.1`, without the quotes of the treefile), and the place that asked.
public record Requested(String text, Origin origin) implements Comparable<Requested> {
    private static final Comparator<Requested> ORDER =
            Comparator.comparing(Requested::text).thenComparing(Requested::origin);

    @Override
    public int compareTo(Requested other) {
        return ORDER.compare(this, other);
    }
}
