package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.Optional;

/**
 * The median of one number per fork, with the lowest and the highest fork. A description of what
 * was seen, not an interval with a coverage.
 *
 * @param forks number of forks, at least 1
 */
public record ForkRange(double median, double min, double max, int forks) {
  public ForkRange {
    if (!(min <= median && median <= max)) { // written so that NaN fails
      throw new IllegalArgumentException(
          "want min <= median <= max, got " + min + ", " + median + ", " + max);
    }
  }

  /**
   * Returns the range of the given numbers, or empty if there are none.
   *
   * @param values one per fork, in any order; not modified
   */
  public static Optional<ForkRange> of(double[] values) {
    if (values.length == 0) {
      return Optional.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    return Optional.of(new ForkRange(median, sorted[0], sorted[sorted.length - 1], sorted.length));
  }
}
