package org.asyncmark.analyse;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Rules for quantiles of latencies, and which of them are kept. */
public final class Quantiles {
  /**
   * The quantiles that are kept of every fork, ascending: those that people name, and those that a
   * line over percentiles is drawn through, 20 for each tenfold of {@code 1 / (1 - quantile)}.
   */
  public static final List<Double> KEPT = kept();

  /** Those that people name, in words. */
  static final String WORDS =
      "p1, p5, p10, p25, p50, p75, p90, p95, p99, p99.5, p99.9, p99.99, p99.999";

  /** Samples wanted beyond a quantile before it is shown. */
  private static final double WANTED_BEYOND = 10;

  private Quantiles() {}

  private static List<Double> kept() {
    DoubleStream named = DoubleStream.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.95, 0.995);
    // 10 ^ 8: no arm has more than a thousand million samples
    DoubleStream drawn =
        IntStream.rangeClosed(0, 160).mapToDouble(i -> 1 - StrictMath.pow(10, -i / 20.0));
    return DoubleStream.concat(named, drawn).sorted().boxed().toList();
  }

  /**
   * Returns the place of a quantile among those kept, or -1 if it is none of them.
   *
   * @param quantile in [0, 1), however it was rounded
   */
  static int place(double quantile) {
    int found = Collections.binarySearch(KEPT, quantile);
    int above = found < 0 ? -found - 1 : found;
    for (int i = Math.max(0, above - 1); i <= above && i < KEPT.size(); i++) {
      double beyond = 1 - KEPT.get(i);
      if (Math.abs(1 - quantile - beyond) < 1e-6 * beyond) {
        return i;
      }
    }
    return -1;
  }

  /** Tells whether a quantile is kept of every fork. */
  public static boolean isKept(double quantile) {
    return place(quantile) >= 0;
  }

  /**
   * Returns the least number of samples for which a quantile is shown: {@code 10 / (1 - quantile)}.
   *
   * @param quantile in [0, 1)
   * @throws IllegalArgumentException if it is not
   */
  public static long samplesNeeded(double quantile) {
    if (!(quantile >= 0 && quantile < 1)) {
      throw new IllegalArgumentException("quantile must lie in [0, 1), got " + quantile);
    }
    // 1 - 0.9 is a little less than 0.1: take the rounding error out before rounding up
    return (long) Math.ceil(WANTED_BEYOND / (1 - quantile) - 1e-6);
  }

  /** Tells whether {@code samples} are enough to show {@code quantile}. */
  public static boolean supported(long samples, double quantile) {
    return samples >= samplesNeeded(quantile);
  }
}
