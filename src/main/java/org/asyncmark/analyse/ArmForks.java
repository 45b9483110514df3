package org.asyncmark.analyse;

import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * All forks of one arm.
 *
 * @param forks those that gave a result, in the order of their rounds; may be empty
 * @param failed number of forks that gave none, because their work was wrong or the JVM broke
 * @param hung number of forks that gave none until their deadline and were ended
 */
public record ArmForks(Arm arm, List<Fork> forks, int failed, int hung) {
  public ArmForks {
    forks = List.copyOf(forks);
  }

  /** Creates an arm all of whose forks gave a result. */
  public ArmForks(Arm arm, List<Fork> forks) {
    this(arm, forks, 0, 0);
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
   * Returns a count of each fork that has it, in the order of the rounds.
   *
   * @param name for example {@code cpu}
   */
  public double[] counts(String name) {
    return forks.stream()
        .map(fork -> fork.counts().get(name))
        .filter(Objects::nonNull)
        .mapToDouble(Count::value)
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
