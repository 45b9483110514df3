package org.asyncmark.pattern.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafParams;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.WaiterParams;

/** A condition with waiters as the driver sees it. */
public final class ConditionPattern implements Pattern {
  private static final String NOTIFY = "notify";

  @Override
  public String id() {
    return "condition";
  }

  @Override
  public String summary() {
    return "notify waiters of a predicate under a lock, one or all (asyncio.Condition)";
  }

  @Override
  public String benchmark() {
    return ConditionBenchmark.class.getName() + ".condition";
  }

  @Override
  public List<PatternParam> params() {
    return List.of(
        WaiterParams.waiters(),
        PatternParam.choice(
            NOTIFY,
            "all waiters at once, or one, each of which notifies the next",
            Arrays.stream(Notify.values()).map(Notify::id).toList()),
        Mechanism.param(ConditionMechanism.values()),
        WaiterParams.poolSize());
  }

  @Override
  public Map<String, String> complete(Map<String, String> given) {
    Map<String, String> params = new TreeMap<>(given);
    WaiterParams.complete(params);
    params.putIfAbsent(NOTIFY, Notify.ALL.id());
    return params;
  }

  @Override
  public List<String> mechanisms(Model model, Map<String, String> params) {
    return Mechanism.ids(ConditionMechanism.values(), model);
  }

  @Override
  public Map<String, String> relevant(Model model, Map<String, String> params) {
    return WaiterParams.relevant(model, params);
  }

  @Override
  public Map<String, String> jmhParams(Model model, Map<String, String> relevant) {
    Map<String, String> jmh = LeafParams.withConstants(relevant, NOTIFY);
    jmh.put("model", model.name());
    return jmh;
  }

  @Override
  public List<Series> series(Sizing sizing) {
    return switch (sizing) {
      case SMOKE -> List.of(series("10", "all"), series("10", "one"));
      case TELLING -> List.of(series("100", "all").share(1 / 6.0));
      case COMMON ->
          List.of(
              series("1", "all"),
              everyMechanism("100", "all"),
              everyMechanism("100", "one"),
              series("10000", "all"));
      case FULL -> full();
    };
  }

  /**
   * Returns every combination but the thousands on every mechanism: a virtual thread in a monitor
   * is pinned before JDK 24, and there are no carriers for so many.
   */
  private static List<Series> full() {
    List<Series> series = new ArrayList<>();
    for (Notify notify : Notify.values()) {
      for (String waiters : List.of("1", "10", "100")) {
        series.add(everyMechanism(waiters, notify.id()));
      }
      for (String waiters : List.of("1000", "10000")) {
        series.add(series(waiters, notify.id()));
      }
    }
    return series;
  }

  private static Series series(String waiters, String notify) {
    return new Series(Map.of(WaiterParams.WAITERS, waiters, NOTIFY, notify), 1);
  }

  private static Series everyMechanism(String waiters, String notify) {
    return new Series(
        Map.of(WaiterParams.WAITERS, waiters, NOTIFY, notify, MECHANISM, ALL_MECHANISMS), 1);
  }
}
