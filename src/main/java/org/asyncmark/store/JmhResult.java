package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;

/**
 * One result of JMH's JSON.
 *
 * @param arm what was measured: JMH's mode, threads and how it was run are settings
 * @param names benchmark and parameters as they stand in the file, by which results are told apart
 *     whose names look the same
 * @param build of the JVM, as it stands in titles
 * @param version of JMH, empty before 1.19
 * @param lost forks that were planned and gave nothing
 */
record JmhResult(
    Arm arm, List<JsonNode> names, String build, String version, JmhScores scores, int lost) {
  private static final String UNKNOWN = "not recorded";

  /**
   * Reads a result.
   *
   * @throws UnusableResultException if it has no name or no score
   */
  static JmhResult of(JsonNode result) throws UnusableResultException {
    if (!result.isObject()) {
      throw new UnusableResultException("want an object, got " + JmhNumbers.kind(result));
    }
    JsonNode benchmark = result.path("benchmark");
    if (!benchmark.isTextual() || benchmark.asText().isBlank()) {
      throw new UnusableResultException(
          "want the word benchmark, got " + JmhNumbers.kind(benchmark));
    }
    String name = ForeignName.plain(benchmark.asText());
    String jdk = jdk(text(result, "jdkVersion"), text(result, JmhSettings.VM_VERSION));
    Arm arm = new Arm(name, "", jdk, params(result), new TreeMap<>(), JmhSettings.of(result));
    JmhScores scores = JmhScores.of(result, benchmark.asText());
    int planned = result.path("forks").asInt();
    return new JmhResult(
        arm,
        List.of(benchmark, result.path("params")),
        (jdk + " " + text(result, JmhSettings.VM_NAME)).strip(),
        text(result, "jmhVersion"),
        scores,
        scores.scoresOnly() ? 0 : Math.max(0, planned - scores.forks().size()));
  }

  /** Returns how a result is called in messages, also if it cannot be read. */
  static String label(JsonNode result) {
    List<String> parts = new ArrayList<>(List.of(text(result, "benchmark")));
    result
        .path("params")
        .properties()
        .forEach(each -> parts.add(ForeignName.plain(each.getKey()) + "=" + text(each.getValue())));
    return String.join(" ", parts).strip();
  }

  /**
   * Returns the name of a JDK: the version of the JVM, which need not have that of the JDK in it.
   */
  private static String jdk(String jdkVersion, String vmVersion) {
    if (vmVersion.contains(jdkVersion)) {
      return vmVersion.isEmpty() ? UNKNOWN : vmVersion;
    }
    return vmVersion.isEmpty() ? jdkVersion : jdkVersion + " (" + vmVersion + ")";
  }

  private static SortedMap<String, Value> params(JsonNode result) throws UnusableResultException {
    JsonNode given = result.path("params");
    if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
      throw new UnusableResultException("want params as an object, got " + JmhNumbers.kind(given));
    }
    SortedMap<String, Value> params = new TreeMap<>();
    given
        .properties()
        .forEach(
            each -> params.put(ForeignName.plain(each.getKey()), Value.of(text(each.getValue()))));
    return params;
  }

  private static String text(JsonNode result, String name) {
    return text(result.path(name));
  }

  private static String text(JsonNode value) {
    return ForeignName.plain(value.isContainerNode() ? value.toString() : value.asText());
  }
}
