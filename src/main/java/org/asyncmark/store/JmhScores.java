package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;

/**
 * The scores of a result's forks, by name. A fork's score is the median of its iterations; in
 * sample mode it is the mean of its samples, as JMH has it, and {@code p50} is their median.
 */
final class JmhScores {
  static final String SCORE = "score";
  private static final String MEDIAN = "p50";
  private static final String PRIMARY = "primaryMetric";
  private static final String RAW = "rawData";
  private static final String SAMPLES = "rawDataHistogram";

  /**
   * The dot that JMH put before the names of its own metrics until 1.36, however it was encoded.
   */
  private static final Pattern OWN = Pattern.compile("^(?:Â?·|\\?|\uFFFD+)");

  /** Place of each fork that gave a result in rawData, with what was counted of it. */
  private final Map<Integer, Map<String, Count>> forks = new LinkedHashMap<>();

  private final List<String> remarks = new ArrayList<>();
  private final String method;
  private boolean scoresOnly;
  private int values;
  private int notANumber;
  private int infinite;

  private JmhScores(String benchmark) {
    this.method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /**
   * Reads a result's metrics.
   *
   * @param benchmark its name
   * @throws UnusableResultException if it has no score
   */
  static JmhScores of(JsonNode result, String benchmark) throws UnusableResultException {
    JsonNode primary = result.path(PRIMARY);
    if (!primary.isObject()) {
      throw new UnusableResultException(
          "want " + PRIMARY + " as an object, got " + JmhNumbers.kind(primary));
    }
    JmhScores scores = new JmhScores(benchmark);
    scores.primary(primary);
    scores.remark(result.path("forks").asInt());
    JsonNode secondary = result.path("secondaryMetrics");
    if (!secondary.isMissingNode() && !secondary.isObject()) {
      scores.remarks.add("want secondaryMetrics as an object, got " + JmhNumbers.kind(secondary));
    }
    secondary.properties().forEach(each -> scores.secondary(each.getKey(), each.getValue()));
    return scores;
  }

  /** Returns the forks that gave a result, their rounds counted from 1. */
  List<Fork> forks() {
    return forks.entrySet().stream()
        .map(each -> Fork.of(each.getKey() + 1, Map.of(), each.getValue()))
        .toList();
  }

  /** Tells whether there is one score for all forks together only. */
  boolean scoresOnly() {
    return scoresOnly;
  }

  /** Returns what a reader must know of these scores. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  private void primary(JsonNode primary) throws UnusableResultException {
    String unit = unit(primary, PRIMARY);
    boolean sampled = !primary.has(RAW) && primary.has(SAMPLES);
    JsonNode raw = primary.path(sampled ? SAMPLES : RAW);
    scoresOnly = raw.isMissingNode() || (raw.isArray() && raw.isEmpty());
    if (scoresOnly) {
      only(SCORE, unit, primary);
      return;
    }
    for (int i = 0; i < array(raw, PRIMARY).size(); i++) {
      JsonNode fork = array(raw.get(i), PRIMARY);
      if (fork.isEmpty()) {
        continue;
      }
      forks.put(i, new TreeMap<>());
      if (sampled) {
        SortedMap<Double, Double> samples = JmhSamples.of(fork, SAMPLES);
        samples.keySet().forEach(this::tally);
        put(i, SCORE, JmhSamples.mean(samples), unit);
        put(i, MEDIAN, JmhSamples.median(samples), unit);
      } else {
        double[] iterations = JmhNumbers.all(fork, RAW);
        Arrays.stream(iterations).forEach(this::tally);
        put(i, SCORE, JmhNumbers.median(iterations), unit);
      }
    }
    if (forks.isEmpty()) {
      throw new UnusableResultException("no fork gave a result");
    }
    if (forks.values().stream().noneMatch(fork -> fork.containsKey(SCORE))) {
      throw new UnusableResultException("no fork has a finite score");
    }
  }

  private void secondary(String told, JsonNode metric) {
    String name = name(told);
    try {
      if (forks.values().stream().anyMatch(fork -> fork.containsKey(name))) {
        throw new UnusableResultException("another metric has that name");
      }
      String unit = unit(metric, name);
      if (scoresOnly) {
        only(name, unit, metric);
        return;
      }
      JsonNode raw = array(metric.path(RAW), name);
      for (int i : forks.keySet()) {
        if (raw.has(i)) {
          put(i, name, JmhNumbers.median(JmhNumbers.all(array(raw.get(i), name), name)), unit);
        }
      }
    } catch (UnusableResultException e) {
      remarks.add("left out its metric " + name + ": " + e.getMessage());
    }
  }

  /** Returns a metric's name as JMH 1.37 writes it; until 1.36 there were dots in it. */
  private String name(String told) {
    String name = told.startsWith(method + "·p") ? told.substring(method.length()) : told;
    return ForeignName.plain(OWN.matcher(name).replaceFirst("").replace('·', ':'));
  }

  private void only(String name, String unit, JsonNode metric) throws UnusableResultException {
    double score = JmhNumbers.of(metric.path(SCORE), SCORE);
    if (!Double.isFinite(score)) {
      throw new UnusableResultException("no rawData, and its score is not finite");
    }
    put(0, name, score, unit);
  }

  private void put(int fork, String name, double score, String unit) {
    if (Double.isFinite(score)) {
      forks.computeIfAbsent(fork, first -> new TreeMap<>()).put(name, new Count(score, unit));
    }
  }

  private void tally(double value) {
    values++;
    notANumber += Double.isNaN(value) ? 1 : 0;
    infinite += Double.isInfinite(value) ? 1 : 0;
  }

  private void remark(int planned) {
    if (scoresOnly) {
      remarks.add(
          "no rawData, as with -Djmh.json.rawData=false: one score for all forks together, so that"
              + " nothing is known of their spread and there is no verdict");
    } else if (planned > 0 && forks.size() != planned) {
      remarks.add(
          String.format(Locale.ROOT, "%d of %d forks gave a result", forks.size(), planned));
    }
    if (notANumber > 0) {
      remarks.add(
          String.format(Locale.ROOT, "NaN in %d of %d values: left out", notANumber, values));
    }
    if (infinite > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "infinite in %d of %d values: a fork whose score is not finite has none",
              infinite,
              values));
    }
  }

  private static JsonNode array(JsonNode node, String where) throws UnusableResultException {
    if (!node.isArray()) {
      throw new UnusableResultException(
          "want rawData of " + where + " as [fork][iteration], got " + JmhNumbers.kind(node));
    }
    return node;
  }

  private static String unit(JsonNode metric, String where) throws UnusableResultException {
    JsonNode unit = metric.path("scoreUnit");
    if (!unit.isTextual()) {
      throw new UnusableResultException(
          "want the word scoreUnit in " + where + ", got " + JmhNumbers.kind(unit));
    }
    return ForeignName.plain(unit.asText());
  }
}
