package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;

/**
 * Where the noise of an arm comes from: from one JVM to the next, or from one iteration to the next
 * in the same JVM. Components of variance of log scores, by the analysis of variance of random
 * effects.
 *
 * @param betweenForks variance of the forks' true levels, 0 or more
 * @param withinForks variance of iterations about the level of their fork, 0 or more
 * @see <a href="https://doi.org/10.1145/2464157.2464160">Kalibera and Jones, Rigorous benchmarking
 *     in reasonable time, ISMM 2013</a>
 */
public record VarianceShares(double betweenForks, double withinForks) {
  /**
   * Splits the variance.
   *
   * @param iterations scores of each fork's iterations, above 0; forks may have different numbers
   * @return empty if there are fewer than two forks, no fork has two iterations, or a score has no
   *     logarithm
   */
  public static Optional<VarianceShares> of(List<double[]> iterations) {
    List<double[]> forks =
        iterations.stream()
            .filter(fork -> fork.length > 0)
            .map(fork -> Arrays.stream(fork).map(Math::log).toArray())
            .toList();
    double[] all = forks.stream().flatMapToDouble(Arrays::stream).toArray();
    int withinDegrees = all.length - forks.size();
    if (forks.size() < 2 || withinDegrees < 1 || !Arrays.stream(all).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    double grandMean = mean(all);
    double within = 0;
    double between = 0;
    double squaredSizes = 0;
    for (double[] fork : forks) {
      double mean = mean(fork);
      within += Arrays.stream(fork).map(value -> (value - mean) * (value - mean)).sum();
      between += fork.length * (mean - grandMean) * (mean - grandMean);
      squaredSizes += (double) fork.length * fork.length;
    }
    within /= withinDegrees;
    between /= forks.size() - 1;
    double size = (all.length - squaredSizes / all.length) / (forks.size() - 1);
    return Optional.of(new VarianceShares(Math.max(0, (between - within) / size), within));
  }

  /** Returns the share of a single iteration's variance that is between forks, 0 to 1. */
  public double betweenShare() {
    double sum = betweenForks + withinForks;
    return sum == 0 ? 0 : betweenForks / sum;
  }

  private static double mean(double[] values) {
    return Mean.of(values).getAsDouble();
  }
}
