package org.asyncmark.analyse;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The row of a table: a pattern and the parameters that models have in common. It is a cell without
 * its model.
 */
public record Row(String pattern, SortedMap<String, Value> params) {
  private static final Value NONE = Value.of("");

  public Row {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /** Returns the row that an arm is in. */
  public static Row of(Arm arm) {
    return new Row(arm.pattern(), arm.params());
  }

  /** Returns this row without one of its parameters. */
  public Row without(String name) {
    SortedMap<String, Value> rest = new TreeMap<>(params);
    rest.remove(name);
    return new Row(pattern, rest);
  }

  /** Returns the parameters as {@code name=value} pairs with spaces between, sorted by name. */
  public String paramsLabel() {
    return params.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Returns the value of a parameter; an empty word if there is none. */
  public Value param(String name) {
    return params.getOrDefault(name, NONE);
  }
}
