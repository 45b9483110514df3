package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What JMH's sample mode saw in a fork: how often each value, over all of its iterations. */
final class JmhSamples {
  private JmhSamples() {}

  /**
   * Reads the samples of a fork.
   *
   * @param fork {@code [iteration][[value, count]]}
   * @param where what is read
   * @return counts by value
   */
  static SortedMap<Double, Double> of(JsonNode fork, String where) throws UnusableResultException {
    SortedMap<Double, Double> counts = new TreeMap<>();
    for (JsonNode iteration : fork) {
      for (JsonNode pair : iteration) {
        JsonNode count = pair.path(1);
        if (pair.size() != 2 || !count.isIntegralNumber() || count.asDouble() <= 0) {
          throw new UnusableResultException(
              "want [value, count] in " + where + ", got " + JmhNumbers.kind(pair));
        }
        counts.merge(JmhNumbers.of(pair.get(0), where), count.asDouble(), Double::sum);
      }
    }
    return counts;
  }

  /** Returns the mean of the samples, NaN if there is none. */
  static double mean(SortedMap<Double, Double> counts) {
    double all = total(counts);
    return counts.isEmpty()
        ? Double.NaN
        : counts.entrySet().stream().mapToDouble(e -> e.getKey() * (e.getValue() / all)).sum();
  }

  /** Returns the least value that half of the samples do not exceed, NaN if there is none. */
  static double median(SortedMap<Double, Double> counts) {
    double all = total(counts);
    double seen = 0;
    for (Map.Entry<Double, Double> each : counts.entrySet()) {
      seen += each.getValue();
      if (2 * seen >= all) {
        return each.getKey();
      }
    }
    return Double.NaN;
  }

  private static double total(SortedMap<Double, Double> counts) {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
