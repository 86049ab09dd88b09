package io.keelson.release;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the known word that a misspelt one may stand for.
public final class Spelling {
    private Spelling() {}

    /// `did you mean 'x'?`, or an empty text when no candidate is close.
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(c -> "did you mean '" + c + "'?").orElse("");
    }

    /// The same as the end of a sentence: `; did you mean 'x'?`, or nothing.
    public static String hint(String word, Collection<String> candidates) {
        String meant = didYouMean(word, candidates);
        return meant.isEmpty() ? "" : "; " + meant;
    }

    /// The candidate with the fewest slips, the first by alphabet of several; nothing when even that has
    /// more than a third of the letters wrong. A slip is a letter missing, added, changed, or swapped with
    /// its neighbour. There may be many candidates: most are given up early.
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String wanted = normal(word);
        String best = null;
        int limit = Math.max(1, wanted.length() / 3);
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - wanted.length()) <= limit) {
                int distance = distance(wanted, normal(candidate), limit);
                if (distance < limit || (distance == limit && isFirst(candidate, best))) {
                    best = candidate;
                    limit = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isFirst(String candidate, @Nullable String best) {
        return best == null || candidate.compareTo(best) < 0;
    }

    /// Underscores and capitals are the commonest slips, they cost nothing.
    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Optimal string alignment, given up as soon as every way exceeds the limit: then it is some number above it.
    static int distance(String a, String b, int limit) {
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
