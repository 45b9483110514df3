package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where the median may lie that forks of one run are drawn from: the interval between two of their
 * values that inverts the sign test, which takes no shape of the distribution for granted. What
 * differs from run to run is not in it.
 *
 * @see <a href="https://doi.org/10.1002/9780470316436">David and Nagaraja, Order Statistics, 3rd
 *     edition (2003), section 7.1</a>
 */
public final class MedianInterval {
  private static final double LEVEL = 0.95;

  private MedianInterval() {}

  /**
   * Returns the narrowest such interval that covers at least 19 times out of 20.
   *
   * @param values one per fork, in any order; not modified
   * @return empty for fewer than 6: all of them together cover less often
   */
  public static Optional<Interval> of(double[] values) {
    int n = values.length;
    double term = Math.pow(0.5, n); // how often all of n lie on one side
    double outside = 0;
    int k = -1; // how many values are left out on each side
    while (2 * (outside + term) <= 1 - LEVEL) {
      outside += term;
      k++;
      term *= (double) (n - k) / (k + 1);
    }
    if (k < 0) {
      return Optional.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Optional.of(new Interval(sorted[k], sorted[n - 1 - k], 1 - 2 * outside));
  }
}
