package org.asyncmark.analyse;

import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * All finished forks of one arm, in the order of their rounds. May be empty, for an arm of which no
 * fork has finished.
 */
public record ArmForks(Arm arm, List<Fork> forks) {
  public ArmForks {
    forks = List.copyOf(forks);
  }

  /**
   * Returns the value at a quantile for each fork that has enough samples for it, in the order of
   * the rounds.
   *
   * @param kind {@code service} or {@code leaf}
   * @param quantile in [0, 1)
   * @return nanoseconds, one per fork
   */
  public double[] forkQuantilesNanos(String kind, double quantile) {
    return forks.stream()
        .map(fork -> fork.histograms().get(kind))
        .filter(Objects::nonNull)
        .filter(histogram -> Quantiles.supported(histogram.getTotalCount(), quantile))
        .mapToDouble(histogram -> histogram.getValueAtPercentile(100 * quantile))
        .toArray();
  }

  /**
   * Returns the sum of the forks' histograms: for display only, never for inference.
   *
   * @return a new histogram in nanoseconds; empty if no fork has that kind
   */
  public Histogram merged(String kind) {
    Histogram sum = new Histogram(3);
    forks.stream()
        .map(fork -> fork.histograms().get(kind))
        .filter(Objects::nonNull)
        .forEach(sum::add);
    return sum;
  }
}
