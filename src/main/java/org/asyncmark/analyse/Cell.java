package org.asyncmark.analyse;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the arms of one table have in common: the pattern and its parameters but for the mechanism
 * and the size of the pool, which each model has of its own.
 */
public record Cell(String pattern, Map<String, String> params) {
  public Cell {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  public static Cell of(Arm arm) {
    return new Cell(arm.pattern(), arm.params())
        .without(ArmKey.POOL_SIZE.name())
        .without(ArmKey.MECHANISM.name());
  }

  /** Returns this cell without one of its parameters. */
  public Cell without(String name) {
    Map<String, String> rest = new TreeMap<>(params);
    rest.remove(name);
    return new Cell(pattern, rest);
  }

  /** Returns the parameters as {@code name=value} pairs with spaces between, sorted by name. */
  public String paramsLabel() {
    return params.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Returns the value of a parameter, or empty text. */
  public String param(String name) {
    return params.getOrDefault(name, "");
  }
}
