package org.asyncmark.analyse;

import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What one JVM measured.
 *
 * @param round 1 and up
 * @param latencies by kind ({@code service}, {@code leaf}), of all of the fork's turns
 * @param counts what an op cost beside time, by name, for example {@code cpu}
 * @param turns scores turn by turn
 */
public record Fork(
    int round, Map<String, Latencies> latencies, Map<String, Count> counts, Turns turns) {
  public Fork {
    counts = Map.copyOf(counts);
    latencies = Map.copyOf(latencies);
  }

  /**
   * Creates a fork whose turns are not known.
   *
   * @param histograms nanoseconds by kind; not kept
   */
  public static Fork of(int round, Map<String, Histogram> histograms, Map<String, Count> counts) {
    return new Fork(round, summary(histograms), counts, Turns.NONE);
  }

  /**
   * Returns the kind of latency that stands for the whole op: {@code response} where the fork
   * recorded that, because requests came at a rate, else {@code service}.
   */
  public String mainKind() {
    return Latencies.mainOf(latencies.keySet());
  }

  /** Returns the latencies of that kind, or none if it recorded none. */
  public Latencies main() {
    return latencies.getOrDefault(mainKind(), Latencies.NONE);
  }

  /** Returns the same with more known of its turns. */
  Fork with(Turns known) {
    return new Fork(round, latencies, counts, known);
  }

  /** Returns what is kept of histograms in nanoseconds. */
  public static Map<String, Latencies> summary(Map<String, Histogram> histograms) {
    return histograms.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> Latencies.of(each.getValue())));
  }
}
