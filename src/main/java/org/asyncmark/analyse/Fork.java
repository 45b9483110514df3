package org.asyncmark.analyse;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one JVM measured.
 *
 * @param round 1 and up
 * @param histograms latencies in nanoseconds by kind ({@code service}, {@code leaf}), merged over
 *     the fork's iterations; not to be modified
 */
public record Fork(int round, Map<String, Histogram> histograms) {
  public Fork {
    histograms = Map.copyOf(histograms);
  }
}
