package org.asyncmark.analyse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Arms for tests, with their parameters as text. */
public final class Arms {
  private static final Set<String> OWN = Set.of("mechanism", "poolSize");

  private Arms() {}

  public static Arm of(String pattern, String model, String jdk, Map<String, String> params) {
    return of(pattern, model, jdk, params, Map.of());
  }

  public static Arm of(
      String pattern,
      String model,
      String jdk,
      Map<String, String> params,
      Map<String, String> settings) {
    SortedMap<String, Value> own = values(params);
    own.keySet().retainAll(OWN);
    SortedMap<String, Value> shared = values(params);
    shared.keySet().removeAll(OWN);
    return new Arm(pattern, model, jdk, shared, own, settings);
  }

  /** Returns several values by the names of their parameters. */
  public static SortedMap<String, List<Value>> choices(Map<String, List<String>> params) {
    SortedMap<String, List<Value>> choices = new TreeMap<>();
    params.forEach((name, texts) -> choices.put(name, texts.stream().map(Value::of).toList()));
    return choices;
  }

  /** Returns values by the names of their parameters. */
  public static SortedMap<String, Value> values(Map<String, String> params) {
    SortedMap<String, Value> values = new TreeMap<>();
    params.forEach((name, text) -> values.put(name, Value.of(text)));
    return values;
  }
}
