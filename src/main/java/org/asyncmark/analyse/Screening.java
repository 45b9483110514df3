package org.asyncmark.analyse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ratio of so few forks that it tells where to look and gives no verdict, on the scale of
 * natural logarithms.
 *
 * @param log logarithm of the ratio of the other arm to its base
 * @param interval null if there is none: of one fork, or of forks that are all alike
 */
public record Screening(double log, @Nullable Interval interval) {
  /**
   * Estimates the centre of differences of logarithms (Hodges and Lehmann). The interval is the one
   * that their number allows: from the least to the greatest of n, which holds the centre of a
   * symmetric distribution in {@code 1 - 2^(1-n)} of all cases, as the exact signed-rank test has
   * it: 50 % of 2, 75 % of 3, 87.5 % of 4, 93.75 % of 5.
   *
   * @param differences finite, at least one
   */
  static Screening ofPairs(double[] differences) {
    double centre = new WalshAverages(differences).median();
    if (differences.length < 2) {
      return new Screening(centre, null);
    }
    double level = 1 - Math.scalb(1.0, 1 - differences.length);
    double least = Arrays.stream(differences).min().getAsDouble();
    double most = Arrays.stream(differences).max().getAsDouble();
    return new Screening(centre, new Interval(least, most, level));
  }

  /** Returns the change in percent, for example -12.3 for a ratio of 0.877. */
  public double percent() {
    return 100 * Math.expm1(log);
  }
}
