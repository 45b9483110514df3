package org.asyncmark.analyse;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cell on one JDK, or on one CPython: what one fork measures.
 *
 * @param pattern for example {@code gather}, or the name of a benchmark of plain JMH
 * @param model id of the model, for example {@code virtual}; empty for a benchmark of plain JMH,
 *     which knows no models
 * @param jdk name of the JDK within the run, for example {@code 25}; of the CPython, for example
 *     {@code py3.11}, if the model is asyncio
 * @param params the parameters that matter for this cell and that models have in common, sorted by
 *     name; units are in the names
 * @param own the parameters that are the model's own affair, for example its mechanism, sorted by
 *     name
 * @param settings what else tells arms apart and is no parameter, sorted by name, for example JMH's
 *     mode and threads; empty for an arm of ours
 */
public record Arm(
    String pattern,
    String model,
    String jdk,
    SortedMap<String, Value> params,
    SortedMap<String, Value> own,
    Map<String, String> settings) {
  /** Id of the model that runs on CPython. */
  public static final String ASYNCIO = "asyncio";

  /** Ids of our models in the order of tables. */
  public static final List<String> MODELS =
      List.of("platform", "virtual", "future", "loop", ASYNCIO);

  public Arm {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** Creates an arm of ours. */
  public Arm(
      String pattern,
      String model,
      String jdk,
      SortedMap<String, Value> params,
      SortedMap<String, Value> own) {
    this(pattern, model, jdk, params, own, Map.of());
  }

  /** Returns the same arm on another JDK. */
  public Arm on(String other) {
    return new Arm(pattern, model, other, params, own, settings);
  }

  /**
   * Returns the same arm with another value of a shared parameter.
   *
   * @param value null for no such parameter
   */
  public Arm with(String name, @Nullable Value value) {
    SortedMap<String, Value> other = new TreeMap<>(params);
    if (value == null) {
      other.remove(name);
    } else {
      other.put(name, value);
    }
    return new Arm(pattern, model, jdk, other, own, settings);
  }

  /** Returns which of several machines measured it, 1 and up; empty if the run tells of one. */
  public Optional<Integer> machine() {
    return ArmKey.MACHINE.in(this).map(Integer::valueOf);
  }

  /** Returns the same arm on no machine in particular. */
  public Arm onAnyMachine() {
    return with(ArmKey.MACHINE.name(), null);
  }

  /** Tells whether this is an arm of CPython's asyncio, so that {@link #jdk} names a Python. */
  public boolean ofPython() {
    return model.equals(ASYNCIO);
  }

  /** Returns what it runs on, for sentences: {@code JDK 25}, {@code py3.11}. */
  public String runtime() {
    return ofPython() ? jdk : "JDK " + jdk;
  }

  /** Tells whether this is an arm of ours, whose parameters have the meanings that we gave them. */
  public boolean ours() {
    return !model.isEmpty();
  }

  /** Returns the same arm at no rate: without {@code rate} and {@code load}. */
  Arm withoutRate() {
    return with(ArmKey.RATE.name(), null).with(ArmKey.LOAD.name(), null);
  }

  /**
   * Tells whether its ops are requests that come at a rate, whether or not earlier ones have ended:
   * an open loop.
   */
  public boolean atRate() {
    return params.containsKey(ArmKey.ARRIVALS.name())
        && (params.containsKey(ArmKey.RATE.name()) || params.containsKey(ArmKey.LOAD.name()));
  }

  /** Returns all parameters, those of the model's own among them, sorted by name. */
  public SortedMap<String, Value> allParams() {
    SortedMap<String, Value> all = new TreeMap<>(params);
    all.putAll(own);
    return all;
  }

  /** Returns all parameters as {@code name=value} pairs with spaces between, sorted by name. */
  public String paramsLabel() {
    return label(allParams());
  }

  /** Returns the name of the row of a table in which this stands beside other models. */
  public String row() {
    return params.isEmpty() ? pattern : pattern + " " + label(params);
  }

  /** Returns the settings as {@code name=value} pairs with spaces between, sorted by name. */
  public String settingsLabel() {
    return label(settings);
  }

  private static String label(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
