package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What is kept of a histogram of latencies in nanoseconds: its count, mean and maximum, and those
 * of {@link Quantiles#KEPT} that its samples support. A kilobyte in place of a quarter of a
 * megabyte, so that a run of thousands of forks fits into memory. Immutable.
 */
public final class Latencies {
  /** Kind of the whole operation's latencies, from its actual start to its end. */
  public static final String SERVICE = "service";

  /**
   * Kind of the latencies of requests that come at a rate, from the intended start of each to its
   * end.
   */
  public static final String RESPONSE = "response";

  /**
   * Kind of an estimate: what the service time of a closed loop would be if its callers had not
   * waited for slow ops before they began the next ones.
   */
  public static final String CORRECTED = "corrected";

  /** How late a thread was woken that did nothing but wait, in an open loop. */
  public static final String HICCUP = "hiccup";

  /** What a reader must know of it. */
  public static final String CORRECTED_IS =
      "corrected is an estimate: the service time with what callers would have begun while they"
          + " waited for slow ops";

  /**
   * Returns which of some kinds stands for the whole op: {@code response} if it is there, else
   * {@code service}.
   */
  public static String mainOf(Set<String> kinds) {
    return kinds.contains(RESPONSE) ? RESPONSE : SERVICE;
  }

  /** No samples at all. */
  public static final Latencies NONE = new Latencies(0, Double.NaN, 0, new long[0]);

  private final long samples;
  private final double meanNanos;
  private final long maxNanos;
  private final long[] quantilesNanos;

  private Latencies(long samples, double meanNanos, long maxNanos, long[] quantilesNanos) {
    this.samples = samples;
    this.meanNanos = meanNanos;
    this.maxNanos = maxNanos;
    this.quantilesNanos = quantilesNanos;
  }

  /**
   * Reads a histogram once.
   *
   * @param histogram nanoseconds; not modified, not kept
   */
  public static Latencies of(Histogram histogram) {
    long samples = histogram.getTotalCount();
    if (samples == 0) {
      return NONE;
    }
    long[] ranks = ranks(samples);
    long[] quantiles = new long[ranks.length];
    int next = 0;
    double sum = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      double middle = histogram.medianEquivalentValue(value.getValueIteratedTo());
      sum += middle * value.getCountAtValueIteratedTo();
      while (next < ranks.length && value.getTotalCountToThisValue() >= ranks[next]) {
        long nanos = value.getValueIteratedTo();
        boolean least = Quantiles.KEPT.get(next) == 0;
        quantiles[next++] = least ? histogram.lowestEquivalentValue(nanos) : nanos;
      }
    }
    return new Latencies(samples, sum / samples, histogram.getMaxValue(), quantiles);
  }

  /**
   * Returns what was kept of a histogram before.
   *
   * @param samples 1 and up
   * @param quantilesNanos those that so many samples support, ascending, as {@link #quantilesNanos}
   * @throws IllegalArgumentException if these do not go together
   */
  public static Latencies of(
      long samples, double meanNanos, long maxNanos, List<Long> quantilesNanos) {
    long[] quantiles = quantilesNanos.stream().mapToLong(Long::longValue).toArray();
    int wanted = samples < 1 ? 0 : ranks(samples).length;
    if (quantiles.length != wanted) {
      throw new IllegalArgumentException(
          "want " + wanted + " quantiles of " + samples + " samples, got " + quantiles.length);
    }
    for (int i = 1; i < quantiles.length; i++) {
      if (quantiles[i] < quantiles[i - 1]) {
        throw new IllegalArgumentException(
            "want quantiles that ascend, got " + quantiles[i] + " behind " + quantiles[i - 1]);
      }
    }
    return new Latencies(samples, meanNanos, maxNanos, quantiles);
  }

  /** Returns the ranks of the kept quantiles that so many samples support. */
  private static long[] ranks(long samples) {
    return Quantiles.KEPT.stream()
        .takeWhile(quantile -> Quantiles.supported(samples, quantile))
        .mapToLong(quantile -> rank(quantile, samples))
        .toArray();
  }

  /** Returns which of the samples in ascending order HdrHistogram takes for a quantile, from 1. */
  private static long rank(double quantile, long samples) {
    double percent = Math.max(0, Math.nextDown(100 * quantile));
    return Math.max(1, (long) Math.ceil(percent * samples / 100));
  }

  /** Returns the number of samples. */
  public long samples() {
    return samples;
  }

  /** Returns the mean in nanoseconds; NaN without samples. */
  public double meanNanos() {
    return meanNanos;
  }

  /** Returns the greatest latency in nanoseconds; 0 without samples. */
  public long maxNanos() {
    return maxNanos;
  }

  /** Returns the latencies in nanoseconds at those kept quantiles that the samples support. */
  public List<Long> quantilesNanos() {
    return Arrays.stream(quantilesNanos).boxed().toList();
  }

  /** Tells whether there are the samples for a quantile, and it is one that is kept. */
  public boolean has(double quantile) {
    int place = Quantiles.place(quantile);
    return place >= 0 && place < quantilesNanos.length;
  }

  /**
   * Returns the latency in nanoseconds that so many of the samples do not exceed, as {@link
   * Histogram#getValueAtPercentile} does.
   *
   * @param quantile one of {@link Quantiles#KEPT}
   * @throws IllegalArgumentException unless it {@linkplain #has has} it
   */
  public double nanosAt(double quantile) {
    if (!has(quantile)) {
      throw new IllegalArgumentException(
          "quantile " + quantile + " is not kept of " + samples + " samples");
    }
    return quantilesNanos[Quantiles.place(quantile)];
  }
}
