package io.keelson.compose.treefile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that somebody probably meant.
final class Suggest {
    private Suggest() {}

    /// `did you mean 'x'?`, or an empty text when no candidate is close.
    static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(c -> "did you mean '" + c + "'?").orElse("");
    }

    /// The closest candidate, if it is at most a third of the word away.
    static Optional<String> nearest(String word, Collection<String> candidates) {
        String normal = normal(word);
        int limit = Math.max(1, normal.length() / 3);
        return candidates.stream()
                .filter(c -> Math.abs(c.length() - word.length()) <= limit)
                .filter(c -> distance(normal, normal(c)) <= limit)
                .min(Comparator.<String>comparingInt(c -> distance(normal, normal(c)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Underscores and capitals are the commonest slips, they cost nothing.
    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Damerau-Levenshtein distance (optimal string alignment): insert, delete, replace, swap neighbours.
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(int[][] d, String a, String b, int i, int j) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
