package io.keelson.packages.resolve;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds the known name that a misspelt one may stand for.
final class Suggestions {
    private final List<String> names;

    Suggestions(Collection<String> names) {
        this.names = List.copyOf(names);
    }

    /// The name with the fewest slips (a letter missing, added, changed, or swapped with its neighbour), the first by
    /// alphabet of several; nothing when even that has more than a third of the letters wrong.
    Optional<String> closest(String wanted) {
        String best = null;
        int limit = Math.max(1, wanted.length() / 3);
        for (String name : names) {
            if (Math.abs(name.length() - wanted.length()) <= limit) {
                int distance = distance(wanted, name, limit);
                if (distance <= limit) {
                    best = name;
                    limit = distance - 1;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    // Optimal string alignment, given up as soon as every way exceeds the limit.
    private static int distance(String a, String b, int limit) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int cost = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                row[j] = isSwap(a, i, b, j) ? Math.min(cost, before[j - 2] + 1) : cost;
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return least;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static boolean isSwap(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
