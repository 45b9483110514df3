package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Quantiles;

/**
 * An arm's latencies by percentile, for display: all forks pooled, with the lowest and highest fork
 * at each percentile. It ends at the last percentile that the samples support.
 *
 * @param samples of all forks
 * @param maxNanos the largest of them, 0 if there are none
 */
record Curve(ArmSummary arm, long samples, double maxNanos, List<Point> points) {
  /** Points per tenfold of {@code 1 / (1 - quantile)}. */
  private static final int PER_DECADE = 20;

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

  static Curve of(ArmSummary arm) {
    List<Histogram> forks =
        arm.armForks().forks().stream()
            .map(fork -> fork.histograms().get(ArmSummary.SERVICE))
            .filter(Objects::nonNull)
            .filter(histogram -> histogram.getTotalCount() > 0)
            .toList();
    Histogram pooled = arm.armForks().merged(ArmSummary.SERVICE);
    long samples = pooled.getTotalCount();
    List<Point> points = new ArrayList<>();
    for (double beyond : supported(samples)) {
      points.add(point(forks, pooled, beyond));
    }
    return new Curve(arm, samples, samples == 0 ? 0 : pooled.getMaxValue(), points);
  }

  /** Returns the values of {@code 1 / (1 - quantile)} to draw, the last one supported included. */
  private static List<Double> supported(long samples) {
    double last = samples / (double) Quantiles.samplesNeeded(0);
    List<Double> all = new ArrayList<>();
    for (int i = 0; StrictMath.pow(10, i / (double) PER_DECADE) < last; i++) {
      all.add(StrictMath.pow(10, i / (double) PER_DECADE));
    }
    if (last >= 1) {
      all.add(last);
    }
    return all;
  }

  private static Point point(List<Histogram> forks, Histogram pooled, double beyond) {
    double quantile = 1 - 1 / beyond;
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    boolean band = forks.size() > 1;
    for (Histogram fork : forks) {
      band &= Quantiles.supported(fork.getTotalCount(), quantile);
    }
    for (Histogram fork : band ? forks : List.<Histogram>of()) {
      double value = fork.getValueAtPercentile(100 * quantile);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double nanos = pooled.getValueAtPercentile(100 * quantile);
    return new Point(beyond, nanos, band ? min : Double.NaN, band ? max : Double.NaN);
  }
}
