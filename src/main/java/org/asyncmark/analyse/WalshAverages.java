package org.asyncmark.analyse;

import java.util.Arrays;

/**
 * The means {@code (d_i + d_j) / 2} of all pairs {@code i <= j} of differences, sorted. Their
 * median is the Hodges-Lehmann estimate of the centre of the differences; how many of them lie
 * above a number is the signed-rank statistic of that number.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177704172">Hodges and Lehmann, Estimates of location
 *     based on rank tests, Annals of Mathematical Statistics 34 (1963)</a>
 */
final class WalshAverages {
  private final int differences;
  private final double[] sorted;

  /**
   * Creates the averages of some differences.
   *
   * @param values at least one; finite; not modified
   */
  WalshAverages(double[] values) {
    differences = values.length;
    sorted = new double[values.length * (values.length + 1) / 2];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i; j < values.length; j++) {
        sorted[next++] = (values[i] + values[j]) / 2;
      }
    }
    Arrays.sort(sorted);
  }

  /** Returns their median: the Hodges-Lehmann estimate. */
  double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * Returns the interval {@code [W(k), W(M + 1 - k)]} of the M sorted averages that inverts the
   * exact two-sided signed-rank test (Hollander and Wolfe, Nonparametric Statistical Methods, 1973,
   * section 3.3). With ties among the differences it covers at least as often.
   *
   * @param level in (0, 1), for example 0.95
   * @throws IllegalArgumentException if there are too few differences for the level
   */
  Interval interval(double level) {
    int k = SignedRank.intervalIndex(differences, level);
    if (k == 0) {
      throw new IllegalArgumentException(
          "want an interval of level "
              + level
              + ", got "
              + differences
              + " differences; add rounds");
    }
    return new Interval(sorted[k - 1], sorted[sorted.length - k], level);
  }
}
