package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Value;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * Merges JMH's JSON of single forks into what JMH would have written had it run all forks of an arm
 * itself: raw data as [fork][iteration], score and error recomputed over all of it.
 *
 * <p>The rows of a histogram ({@code service:p99}) are read from the sum of the forks' histograms,
 * as JMH does by {@link org.asyncmark.measure.HdrResult}; the forks' own values stay in the raw
 * data.
 */
final class JmhJson {
  private static final double[] PERCENTS = {0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100};
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double CONFIDENCE = 0.999;

  private JmhJson() {}

  /** Returns why this is not what JMH writes of one fork, in words, or an empty string. */
  static String wrong(JsonNode results) {
    if (!results.isArray() || results.size() != 1 || !results.get(0).isObject()) {
      return "wanted an array of one result";
    }
    JsonNode primary = results.get(0).path("primaryMetric");
    JsonNode secondary = results.get(0).path("secondaryMetrics");
    if (!isMetric(primary)) {
      return "wanted primaryMetric with rawData as [fork][iteration]";
    }
    if (!secondary.isObject()) {
      return "wanted secondaryMetrics as an object";
    }
    return secondary.properties().stream()
        .filter(metric -> !isMetric(metric.getValue()))
        .map(metric -> "wanted " + metric.getKey() + " with rawData as [fork][iteration]")
        .findFirst()
        .orElse("");
  }

  private static boolean isMetric(JsonNode metric) {
    JsonNode raw = metric.path("rawData");
    boolean forks = metric.isObject() && raw.isArray();
    for (JsonNode fork : raw) {
      forks &= fork.isArray();
    }
    return forks;
  }

  /**
   * Merges the forks of one arm.
   *
   * @param forks JMH's array with one result each; at least one
   * @param params of the arm; those that JMH does not know, such as {@code cpus}, are added, since
   *     readers tell results apart by them
   * @param merged sums of the forks' histograms, in nanoseconds, by kind
   */
  static ObjectNode merge(
      List<JsonNode> forks, Map<String, Value> params, Map<String, Histogram> merged) {
    ObjectNode result = forks.get(0).get(0).deepCopy();
    result.put("forks", forks.size());
    ObjectNode all =
        result.get("params") instanceof ObjectNode known ? known : result.putObject("params");
    new TreeMap<>(params)
        .forEach((name, value) -> all.putIfAbsent(name, new TextNode(value.toString())));
    mergeMetric(
        (ObjectNode) result.get("primaryMetric"),
        forks.stream().map(fork -> fork.get(0).get("primaryMetric")).toList(),
        null);
    ObjectNode secondary = (ObjectNode) result.get("secondaryMetrics");
    // a row that the first fork lacks, for want of samples, may be there in another
    for (JsonNode fork : forks) {
      for (Map.Entry<String, JsonNode> metric : fork.get(0).get("secondaryMetrics").properties()) {
        if (!secondary.has(metric.getKey())) {
          secondary.set(metric.getKey(), metric.getValue().deepCopy());
        }
      }
    }
    for (Map.Entry<String, JsonNode> metric : List.copyOf(secondary.properties())) {
      mergeMetric(
          (ObjectNode) metric.getValue(),
          forks.stream()
              .map(fork -> fork.get(0).get("secondaryMetrics").get(metric.getKey()))
              .filter(Objects::nonNull)
              .toList(),
          ofHistogram(metric.getKey(), merged));
    }
    return result;
  }

  private static void mergeMetric(ObjectNode into, List<JsonNode> metrics, @Nullable Double score) {
    ArrayNode rawData = NODES.arrayNode();
    ListStatistics statistics = new ListStatistics();
    for (JsonNode metric : metrics) {
      for (JsonNode fork : metric.get("rawData")) {
        rawData.add(fork);
        fork.forEach(value -> statistics.addValue(value.asDouble(Double.NaN)));
      }
    }
    into.set("rawData", rawData);
    into.set("score", number(score != null ? score : statistics.getMean()));
    into.set("scoreError", number(statistics.getMeanErrorAt(CONFIDENCE)));
    ArrayNode confidence = NODES.arrayNode();
    for (double bound : statistics.getConfidenceIntervalAt(CONFIDENCE)) {
      confidence.add(number(bound));
    }
    into.set("scoreConfidence", confidence);
    into.set("scorePercentiles", percentiles(statistics));
  }

  private static ObjectNode percentiles(Statistics statistics) {
    ObjectNode node = NODES.objectNode();
    for (double percent : PERCENTS) {
      node.set(String.valueOf(percent), number(statistics.getPercentile(percent)));
    }
    return node;
  }

  /** JMH writes what is no number as a string. */
  private static JsonNode number(double value) {
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(String.valueOf(value));
  }

  private static @Nullable Double ofHistogram(String label, Map<String, Histogram> merged) {
    int colon = label.indexOf(':');
    Histogram histogram = merged.get(colon < 0 ? label : label.substring(0, colon));
    if (histogram == null || histogram.getTotalCount() == 0) {
      return null;
    }
    if (colon < 0) {
      return histogram.getMean();
    }
    String row = label.substring(colon + 1);
    if (row.equals("max")) {
      return (double) histogram.getMaxValue();
    }
    if (row.equals("count")) {
      return (double) histogram.getTotalCount();
    }
    double percent = Double.parseDouble(row.substring(1));
    return Quantiles.supported(histogram.getTotalCount(), percent / 100)
        ? (double) histogram.getValueAtPercentile(percent)
        : null;
  }
}
