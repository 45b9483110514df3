package org.asyncmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The word that may have been meant by one that is not known. */
public final class Nearest {
  /** One letter in so many may be wrong. */
  private static final int LETTERS_PER_MISTAKE = 3;

  private Nearest() {}

  /**
   * Returns {@code did you mean fanOut?}, with a space in front, or an empty text if no choice is
   * near: none that differs in case alone, or in a letter of three.
   */
  public static String hint(String word, List<String> choices) {
    String small = word.toLowerCase(Locale.ROOT);
    int most = Math.max(1, word.length() / LETTERS_PER_MISTAKE);
    return choices.stream()
        .filter(choice -> distance(small, choice.toLowerCase(Locale.ROOT)) <= most)
        .min(Comparator.comparingInt(choice -> distance(small, choice.toLowerCase(Locale.ROOT))))
        .map(choice -> " did you mean " + choice + "?")
        .orElse("");
  }

  /**
   * Returns how many letters have to be put in, left out, changed, or swapped with their neighbour
   * to make one word of the other (the restricted edit distance of Damerau and Levenshtein).
   */
  static int distance(String some, String other) {
    int[][] cost = new int[some.length() + 1][other.length() + 1];
    for (int i = 0; i <= some.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = some.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        best = Math.min(best, cost[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && some.charAt(i - 1) == other.charAt(j - 2)
                && some.charAt(i - 2) == other.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[some.length()][other.length()];
  }
}
