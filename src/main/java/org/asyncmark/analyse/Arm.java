package org.asyncmark.analyse;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A cell on one JDK: what one fork measures.
 *
 * @param pattern for example {@code gather}
 * @param model id of the model, for example {@code virtual}
 * @param jdk name of the JDK within the run, for example {@code 25}
 * @param params the parameters that matter for this cell, sorted by name; units are in the names
 */
public record Arm(String pattern, String model, String jdk, Map<String, String> params) {
  public Arm {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /** Returns the parameters as {@code name=value} pairs with spaces between, sorted by name. */
  public String paramsLabel() {
    return params.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
