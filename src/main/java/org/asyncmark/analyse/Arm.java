package org.asyncmark.analyse;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A cell on one JDK: what one fork measures.
 *
 * @param pattern for example {@code gather}, or the name of a benchmark of plain JMH
 * @param model id of the model, for example {@code virtual}; empty for a benchmark of plain JMH,
 *     which knows no models
 * @param jdk name of the JDK within the run, for example {@code 25}
 * @param params the parameters that matter for this cell, sorted by name; units are in the names
 * @param settings what else tells arms apart and is no parameter, sorted by name, for example JMH's
 *     {@code mode} and {@code threads}; empty for an arm of ours
 */
public record Arm(
    String pattern,
    String model,
    String jdk,
    Map<String, String> params,
    Map<String, String> settings) {
  /** Ids of our models in the order of tables. */
  public static final List<String> MODELS = List.of("platform", "virtual", "future", "loop");

  public Arm {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** Creates an arm without settings. */
  public Arm(String pattern, String model, String jdk, Map<String, String> params) {
    this(pattern, model, jdk, params, Map.of());
  }

  /** Tells whether this is an arm of ours, whose parameters have the meanings that we gave them. */
  public boolean ours() {
    return !model.isEmpty();
  }

  /** Returns the parameters as {@code name=value} pairs with spaces between, sorted by name. */
  public String paramsLabel() {
    return label(params);
  }

  /** Returns the settings as {@code name=value} pairs with spaces between, sorted by name. */
  public String settingsLabel() {
    return label(settings);
  }

  private static String label(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
