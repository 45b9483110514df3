package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.List;

/**
 * Whether the forks of an arm were still getting faster or slower while they were measured, other
 * than the forks that took turns with them. Drifting forks are counted, never dropped.
 *
 * <p>A fork drifts if it changed by more than the margin from its first to its last iterations and
 * its iterations have a trend: the medians of two turns each differ by 3 % on a noisy machine
 * without one.
 *
 * @param forks number of forks with at least 3 iterations; below 5 none shows a trend
 * @param drifting those of them that drifted by more than the margin
 */
public record Steadiness(int forks, int drifting) {
  private static final int FEWEST_ITERATIONS = 3;
  private static final double TOLERATED_SHARE = 0.2;

  /** Quantile of the normal distribution for a two-sided test at 0.05. */
  private static final double Z = 1.96;

  /**
   * Counts the forks of an arm that drifted by more than 3 % while the other forks of their blocks
   * did not.
   */
  public static Steadiness of(ArmForks arm) {
    return of(
        arm.forks().stream().map(fork -> fork.turns().own()).toList(), Criteria.DEFAULT_DELTA);
  }

  /**
   * Counts the forks that drifted.
   *
   * @param iterations scores of each fork's measured iterations in their order, above 0: {@link
   *     Turns#own}
   * @param margin drift that is tolerated, as a ratio less 1, for example 0.03
   */
  static Steadiness of(List<double[]> iterations, double margin) {
    List<double[]> usable =
        iterations.stream().filter(fork -> fork.length >= FEWEST_ITERATIONS).toList();
    long drifting =
        usable.stream()
            .filter(fork -> Math.abs(drift(fork)) > margin)
            .filter(Steadiness::hasTrend)
            .count();
    return new Steadiness(usable.size(), (int) drifting);
  }

  /**
   * Returns the median of the last third of a fork's iterations over that of the first third, less
   * 1. Of 5 iterations a third is 2.
   *
   * @param iterations scores in their order, at least 3; not modified
   * @throws IllegalArgumentException if there are fewer than 3
   */
  public static double drift(double[] iterations) {
    int n = iterations.length;
    if (n < FEWEST_ITERATIONS) {
      throw new IllegalArgumentException(
          "want at least " + FEWEST_ITERATIONS + " iterations, got " + n);
    }
    int third = Math.max(1, Math.round(n / 3f));
    double first = median(Arrays.copyOfRange(iterations, 0, third));
    double last = median(Arrays.copyOfRange(iterations, n - third, n));
    return last / first - 1;
  }

  /**
   * Tells whether scores go up or down rather than up and down: the two-sided test for trend at
   * 0.05 of Mann (Econometrica 13, 1945), by the normal approximation with the correction for
   * continuity.
   *
   * @param iterations scores in their order; not modified
   */
  static boolean hasTrend(double[] iterations) {
    int n = iterations.length;
    double ups = 0;
    for (int later = 1; later < n; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        ups += Math.signum(iterations[later] - iterations[earlier]);
      }
    }
    return Math.abs(ups) - 1 > Z * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18.0);
  }

  /** Tells whether more than 20 % of the forks drifted. */
  public boolean unsteady() {
    return drifting > TOLERATED_SHARE * forks;
  }

  private static double median(double[] values) {
    return ForkRange.of(values).orElseThrow().median();
  }
}
