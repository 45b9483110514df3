package org.asyncmark.analyse;

import java.util.Arrays;

/**
 * The exact Wilcoxon signed-rank test: are differences symmetric about 0?
 *
 * <p>Differences of 0 are ranked with the others and then left out of the sum (Pratt's convention,
 * which keeps the statistic equal to the number of positive Walsh averages); ties share the mean of
 * their ranks. The probability is exact in these cases too: it counts the sums over all choices of
 * signs of the ranks at hand, {@code 2^n} of them, rank by rank. Libraries fall back to the normal
 * distribution when there are ties, which at 6 rounds is not good enough, and a histogram has
 * buckets, so that ties happen.
 *
 * @see <a href="https://doi.org/10.2307/3001968">Wilcoxon, Individual comparisons by ranking
 *     methods, Biometrics Bulletin 1 (1945)</a>
 * @see <a href="https://doi.org/10.1080/01621459.1959.10501526">Pratt, Remarks on zeros and ties in
 *     the Wilcoxon signed rank procedures, JASA 54 (1959)</a>
 */
final class SignedRank {
  private SignedRank() {}

  /**
   * Returns the exact two-sided p.
   *
   * @param differences finite; not modified
   * @return in (0, 1]; 1 if all are 0 or there are none
   */
  static double p(double[] differences) {
    int[] twiceRanks = twiceRanks(differences);
    int positive = 0;
    int negative = 0;
    for (int i = 0; i < differences.length; i++) {
      if (differences[i] > 0) {
        positive += twiceRanks[i];
      } else if (differences[i] < 0) {
        negative += twiceRanks[i];
      } else {
        twiceRanks[i] = 0;
      }
    }
    return Math.min(1, 2 * cumulative(distribution(twiceRanks), Math.min(positive, negative)));
  }

  /**
   * Returns the greatest k for which {@code [W(k), W(M + 1 - k)]} covers with at least {@code
   * level}: the greatest with {@code P(W <= k - 1) <= (1 - level) / 2}.
   *
   * @param n number of differences
   * @param level in (0, 1)
   * @return 0 if there is none, because {@code 2 / 2^n} is more than {@code 1 - level}
   */
  static int intervalIndex(int n, double level) {
    double[] distribution = distribution(untied(n));
    int k = 0;
    double below = distribution[0];
    while (below <= (1 - level) / 2) {
      k++;
      below += distribution[2 * k]; // indexed by twice the sum of ranks
    }
    return k;
  }

  /** Returns how often {@code [W(k), W(M + 1 - k)]} covers, for n differences without ties. */
  static double coverage(int n, int k) {
    return 1 - 2 * cumulative(distribution(untied(n)), 2 * (k - 1));
  }

  private static int[] untied(int n) {
    int[] twiceRanks = new int[n];
    Arrays.setAll(twiceRanks, i -> 2 * (i + 1));
    return twiceRanks;
  }

  /**
   * Returns twice the ranks of the absolute values, so that the means of ties are whole numbers.
   */
  private static int[] twiceRanks(double[] differences) {
    int[] twiceRanks = new int[differences.length];
    for (int i = 0; i < differences.length; i++) {
      double size = Math.abs(differences[i]);
      int rank = 1; // twice the mean of the places in the order is (places below) * 2 + ties + 1
      for (double other : differences) {
        int order = Double.compare(Math.abs(other), size);
        rank += order < 0 ? 2 : order == 0 ? 1 : 0;
      }
      twiceRanks[i] = rank;
    }
    return twiceRanks;
  }

  /** Returns the probability of each sum when every rank is in it or not by the toss of a coin. */
  private static double[] distribution(int[] ranks) {
    double[] probability = new double[Arrays.stream(ranks).sum() + 1];
    probability[0] = 1;
    int greatest = 0;
    for (int rank : ranks) {
      if (rank > 0) {
        greatest += rank;
        for (int sum = greatest; sum >= 0; sum--) {
          double with = sum >= rank ? probability[sum - rank] : 0;
          probability[sum] = (probability[sum] + with) / 2;
        }
      }
    }
    return probability;
  }

  private static double cumulative(double[] probability, int upTo) {
    return Arrays.stream(probability, 0, upTo + 1).sum();
  }
}
