package io.keelson.compose.finish;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that somebody probably meant.
final class Nearest {
    private Nearest() {}

    /// `, did you mean x?`, or nothing when no candidate is near.
    static String didYouMean(String word, Collection<String> candidates) {
        int limit = Math.max(2, word.length() / 4);
        Optional<String> nearest = candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(word, candidate) <= limit);
        return nearest.map(candidate -> ", did you mean " + candidate + "?").orElse("");
    }

    /// Levenshtein distance, row by row.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
