package org.asyncmark.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Quantiles;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarDerivativeResult;
import org.openjdk.jmh.util.SingletonStatistics;

/**
 * A histogram of latencies as a JMH result. It crosses from the fork to the driver by
 * serialization, and JMH merges it over threads, iterations and forks by adding the histograms,
 * which loses nothing.
 *
 * <p>Its rows in JMH's table and JSON are {@code kind:p50}, {@code kind:p90}, {@code kind:p99},
 * {@code kind:p99.9}, {@code kind:max} and {@code kind:count}, in nanoseconds; a percentile q is
 * left out below 10 / (1 - q) samples.
 */
public final class HdrResult extends Result<HdrResult> {
  private static final long serialVersionUID = 1L;
  private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99, 0.999);

  private final byte[] compressed;
  private transient volatile @Nullable List<ScalarDerivativeResult> rows;

  /**
   * Wraps a histogram, by copy.
   *
   * @param kind label of the result: {@code service}, {@code leaf}
   * @param histogram nanoseconds
   */
  public HdrResult(String kind, Histogram histogram) {
    super(
        ResultRole.SECONDARY,
        kind,
        new SingletonStatistics(histogram.getTotalCount() == 0 ? Double.NaN : histogram.getMean()),
        "ns",
        AggregationPolicy.AVG);
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.DEFAULT_COMPRESSION);
    compressed = new byte[length];
    buffer.flip();
    buffer.get(compressed);
  }

  /** Returns the histogram, in nanoseconds; a new one at each call. */
  public Histogram histogram() {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(compressed), 0);
    } catch (DataFormatException e) {
      throw new IllegalStateException("a histogram that was encoded here cannot be decoded", e);
    }
  }

  @Override
  protected Aggregator<HdrResult> getThreadAggregator() {
    return new AddHistograms();
  }

  @Override
  protected Aggregator<HdrResult> getIterationAggregator() {
    return new AddHistograms();
  }

  /** JMH asks for them again for each of its numbers of each iteration. */
  @Override
  protected Collection<? extends Result<?>> getDerivativeResults() {
    List<ScalarDerivativeResult> known = rows;
    if (known == null) {
      known = rows();
      rows = known;
    }
    return known;
  }

  private List<ScalarDerivativeResult> rows() {
    Histogram histogram = histogram();
    long count = histogram.getTotalCount();
    List<ScalarDerivativeResult> found = new ArrayList<>();
    for (double quantile : QUANTILES) {
      if (Quantiles.supported(count, quantile)) {
        String percent = Double.toString(Math.round(quantile * 1000) / 10.0).replace(".0", "");
        found.add(
            row("p" + percent, (double) histogram.getValueAtPercentile(100 * quantile), "ns"));
      }
    }
    found.add(row("max", (double) histogram.getMaxValue(), "ns"));
    found.add(row("count", (double) count, "#"));
    return List.copyOf(found);
  }

  @Override
  public String extendedInfo() {
    Histogram histogram = histogram();
    return String.format(
        Locale.ROOT,
        "%s: %d samples, p50 %d ns, p99 %d ns, max %d ns%n",
        getLabel(),
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getMaxValue());
  }

  private ScalarDerivativeResult row(String name, double value, String unit) {
    return new ScalarDerivativeResult(getLabel() + ":" + name, value, unit, AggregationPolicy.AVG);
  }

  private static final class AddHistograms implements Aggregator<HdrResult> {
    @Override
    public HdrResult aggregate(Collection<HdrResult> results) {
      HdrResult first = results.iterator().next();
      if (results.size() == 1) {
        return first;
      }
      Histogram sum = first.histogram();
      results.stream().skip(1).forEach(result -> sum.add(result.histogram()));
      return new HdrResult(first.getLabel(), sum);
    }
  }
}
