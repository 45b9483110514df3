package org.asyncmark.analyse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.Histogram;

/**
 * What a histogram of values of any unit says.
 *
 * @param count number of values
 * @param max the greatest of them; NaN if there is none
 * @param percentiles values that so many percent do not exceed, by {@link #PERCENTILES}; NaN if
 *     there is no value
 */
public record Distribution(long count, double max, Map<Double, Double> percentiles) {
  /** Those that are kept, in percent. */
  public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  public Distribution {
    percentiles = Map.copyOf(percentiles);
  }

  /** Returns the value that so many percent, one of {@link #PERCENTILES}, do not exceed. */
  double percentile(double percent) {
    return Objects.requireNonNull(percentiles.get(percent), "one of those that are kept");
  }

  /** Reads a histogram of whole numbers, which is not kept. */
  public static Distribution of(Histogram histogram) {
    return of(
        histogram.getTotalCount(),
        (double) histogram.getMaxValue(),
        histogram::getValueAtPercentile);
  }

  /** Reads a histogram of numbers with a point, which is not kept. */
  public static Distribution of(DoubleHistogram histogram) {
    return of(histogram.getTotalCount(), histogram.getMaxValue(), histogram::getValueAtPercentile);
  }

  private static Distribution of(long count, double max, DoubleUnaryOperator values) {
    Map<Double, Double> percentiles = new TreeMap<>();
    for (double each : PERCENTILES) {
      percentiles.put(each, count == 0 ? Double.NaN : values.applyAsDouble(each));
    }
    return new Distribution(count, count == 0 ? Double.NaN : max, percentiles);
  }
}
