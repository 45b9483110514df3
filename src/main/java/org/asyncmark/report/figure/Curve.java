package org.asyncmark.report.figure;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.report.ArmSummary;

/**
 * An arm's latencies by percentile, for display: all forks pooled, with the lowest and highest fork
 * at each percentile that is kept. It ends at the last of them that the samples support.
 *
 * @param samples of all forks
 * @param maxNanos the largest of them, 0 if there are none
 */
public record Curve(ArmSummary arm, long samples, double maxNanos, List<Point> points) {
  /**
   * A percentile's latencies.
   *
   * @param beyond {@code 1 / (1 - quantile)}
   * @param minNanos of the forks, or NaN unless there are several and each has the samples for it
   */
  record Point(double beyond, double nanos, double minNanos, double maxNanos) {
    double quantile() {
      return 1 - 1 / beyond;
    }

    boolean hasBand() {
      return !Double.isNaN(minNanos);
    }
  }

  /** Returns the curve of an arm. */
  public static Curve of(ArmSummary arm) {
    List<Latencies> forks =
        arm.armForks().forks().stream()
            .map(fork -> fork.latencies().getOrDefault(arm.kind(), Latencies.NONE))
            .filter(latencies -> latencies.samples() > 0)
            .toList();
    Latencies pooled = arm.armForks().pooled(arm.kind());
    List<Point> points =
        Quantiles.KEPT.stream()
            .filter(pooled::has)
            .map(quantile -> point(forks, pooled, quantile))
            .toList();
    return new Curve(arm, pooled.samples(), pooled.maxNanos(), points);
  }

  private static Point point(List<Latencies> forks, Latencies pooled, double quantile) {
    double min = Double.NaN;
    double max = Double.NaN;
    if (forks.size() > 1 && forks.stream().allMatch(fork -> fork.has(quantile))) {
      DoubleSummaryStatistics range =
          forks.stream().mapToDouble(fork -> fork.nanosAt(quantile)).summaryStatistics();
      min = range.getMin();
      max = range.getMax();
    }
    return new Point(1 / (1 - quantile), pooled.nanosAt(quantile), min, max);
  }
}
