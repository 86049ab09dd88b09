package io.keelson.compose.treefile;

import java.util.Comparator;

/// A place in an input file. Line and column count from 1; the file is named as the user named it,
/// or relative to that.
public record Origin(String file, int line, int column) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::file).thenComparingInt(Origin::line).thenComparingInt(Origin::column);

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    /// `file:line:column`, as compilers write it.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
