package io.keelson.bootstrap.inventory;

import java.util.Collection;
import java.util.Comparator;

/// Finds the word that was probably meant.
final class Suggest {
    private Suggest() {}

    /// `; did you mean 'x'?`, or nothing when no candidate is close.
    static String didYouMean(String word, Collection<String> candidates) {
        int most = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
        return candidates.stream()
                .filter(c -> Math.abs(c.length() - word.length()) <= most && distance(word, c) <= most)
                .min(Comparator.comparingInt((String c) -> distance(word, c)).thenComparing(c -> c))
                .map(c -> "; did you mean '" + c + "'?")
                .orElse("");
    }

    /// How many letters must be put in, left out or replaced.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        java.util.Arrays.setAll(row, i -> i);
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
