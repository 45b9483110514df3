package org.asyncmark.pattern;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;

/** Cells of a pattern as the text that users write, and back. */
public final class Cells {
  private static final int CPUS = 2;

  private Cells() {}

  /** Returns values from {@code name=value} with spaces between. */
  public static Map<String, Value> given(String text) {
    Map<String, Value> given = new TreeMap<>();
    for (String word : text.split(" ")) {
      if (!word.isEmpty()) {
        String[] nameAndValue = word.split("=", 2);
        given.put(nameAndValue[0], Value.of(nameAndValue[1]));
      }
    }
    return given;
  }

  /** Returns a cell in full, on two CPUs. */
  public static Pattern.Cell cell(Pattern pattern, Model model, String given) {
    return pattern.cell(model, given(given), CPUS);
  }

  /** Returns the parameters of a cell in full, on two CPUs. */
  public static Map<String, String> params(Pattern pattern, Model model, String given) {
    Map<String, String> params = new TreeMap<>();
    all(cell(pattern, model, given)).forEach((name, value) -> params.put(name, "" + value));
    return params;
  }

  /** Returns all parameters of a cell, the model's own among them. */
  public static SortedMap<String, Value> all(Pattern.Cell cell) {
    SortedMap<String, Value> all = new TreeMap<>(cell.params());
    all.putAll(cell.own());
    return all;
  }
}
