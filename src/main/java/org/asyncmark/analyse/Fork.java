package org.asyncmark.analyse;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one JVM measured.
 *
 * @param round 1 and up
 * @param histograms latencies in nanoseconds by kind ({@code service}, {@code leaf}), merged over
 *     the fork's iterations; not to be modified
 * @param counts what an op cost beside time, by name, for example {@code cpu}
 */
public record Fork(int round, Map<String, Histogram> histograms, Map<String, Count> counts) {
  public Fork {
    counts = Map.copyOf(counts);
    histograms = Map.copyOf(histograms);
  }
}
