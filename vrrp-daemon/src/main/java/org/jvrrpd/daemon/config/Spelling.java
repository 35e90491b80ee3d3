package org.jvrrpd.daemon.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the word that somebody probably meant. */
public final class Spelling {
  /** Longer words are not keys, and comparing costs the product of the lengths. */
  private static final int MAX_LENGTH = 64;

  private Spelling() {}

  /** The end of a sentence about an unknown word: {@code ; is "netmask" meant?} or nothing. */
  static String proposal(String word, Set<String> known) {
    return nearest(word, known).map(near -> "; is \"" + near + "\" meant?").orElse("");
  }

  /** The known word that needs the fewest changes, if those are few for its length. */
  public static Optional<String> nearest(String word, Set<String> known) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return new TreeSet<>(known)
        .stream()
            .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
            .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours between two words (the distance of
   * Damerau and Levenshtein, in its "optimal string alignment" form).
   */
  private static int distance(String one, String other) {
    int[][] steps = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int best = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        best = Math.min(best, steps[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
      }
    }
    return steps[one.length()][other.length()];
  }
}
