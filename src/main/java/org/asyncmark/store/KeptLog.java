package org.asyncmark.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.analyse.Latencies;

/**
 * What is kept of a fork's log beside the histogram of whole ops once its run is packed. The
 * histograms of leaves and waits take most of the space of a run, and no verb reads more of them
 * than this and what they say of each turn.
 *
 * @param turnsStartedMillis when the measured turns began, since the epoch
 * @param latencies by kind, all but the one that stands for whole ops
 */
public record KeptLog(List<Long> turnsStartedMillis, Map<String, Kind> latencies) {
  public KeptLog {
    turnsStartedMillis = List.copyOf(turnsStartedMillis);
    latencies = new TreeMap<>(latencies);
  }

  /** The latencies of a kind, in nanoseconds; the names are those of {@link Latencies}. */
  public record Kind(long samples, double meanNanos, long maxNanos, List<Long> quantilesNanos) {
    public Kind {
      quantilesNanos = List.copyOf(quantilesNanos);
    }

    static Kind of(Latencies latencies) {
      return new Kind(
          latencies.samples(),
          latencies.meanNanos(),
          latencies.maxNanos(),
          latencies.quantilesNanos());
    }

    /**
     * Returns the latencies.
     *
     * @throws IllegalArgumentException if the numbers do not go together
     */
    Latencies restored() {
      return Latencies.of(samples, meanNanos, maxNanos, quantilesNanos);
    }
  }
}
