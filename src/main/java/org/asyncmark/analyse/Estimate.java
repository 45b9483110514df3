package org.asyncmark.analyse;

import org.apache.commons.statistics.descriptive.Variance;

/**
 * A ratio with what is known of it, on the scale of natural logarithms.
 *
 * @param log logarithm of the ratio of the other arm to its base
 * @param interval at {@code 1 - alpha}, 95 % if the data was looked at once: for tables
 * @param narrow at {@code 1 - 2 alpha}: what the test of equivalence goes by
 * @param deviation standard deviation of a round's logarithm; of unpaired arms that of the
 *     difference of two forks
 */
public record Estimate(double log, Interval interval, Interval narrow, double deviation) {
  /**
   * Estimates the centre of differences of logarithms (Hodges and Lehmann 1963) with the intervals
   * of the exact signed-rank test.
   *
   * @param differences finite, at least {@code Multiplicity.leastRounds(1, alpha)}
   * @param alpha in (0, 0.5)
   */
  static Estimate ofPairs(double[] differences, double alpha) {
    WalshAverages averages = new WalshAverages(differences);
    return new Estimate(
        averages.median(),
        averages.interval(1 - alpha),
        averages.interval(1 - 2 * alpha),
        Math.sqrt(Variance.of(differences).getAsDouble()));
  }

  /** Returns the change in percent, for example -12.3 for a ratio of 0.877. */
  public double percent() {
    return 100 * Math.expm1(log);
  }
}
