package org.asyncmark.pattern;

import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;

/** The parameters of patterns that let waiters go. */
public final class WaiterParams {
  /** Name of the parameter that says how many waiters there are. */
  public static final String WAITERS = "waiters";

  private WaiterParams() {}

  /** Returns the parameter that says how many waiters there are. */
  public static PatternParam waiters() {
    return PatternParam.number(
        WAITERS, "tasks that wait; platform has a thread for each", 1, 100_000);
  }

  /** Returns the parameter of the pool on which the waiters of the future model go on. */
  public static PatternParam poolSize() {
    return PatternParam.number(
        LeafParams.POOL_SIZE, "threads of the pool of future, on which waiters go on", 1, 10_000);
  }

  /**
   * Adds defaults: a hundred waiters, and a thread for each processor, because they never block.
   */
  public static void complete(Map<String, String> params) {
    params.putIfAbsent(WAITERS, "100");
    params.putIfAbsent(LeafParams.POOL_SIZE, String.valueOf(Cpus.count(params)));
  }

  /** Returns parameters without the pool, for models that have none of their own choosing. */
  public static Map<String, String> relevant(Model model, Map<String, String> params) {
    Map<String, String> relevant = new TreeMap<>(params);
    if (model != Model.FUTURE) {
      relevant.remove(LeafParams.POOL_SIZE);
    }
    return relevant;
  }
}
