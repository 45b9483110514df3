package org.asyncmark.pattern.event;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.WaiterParams;

/** An event with waiters as the driver sees it. */
public final class EventPattern implements Pattern {
  @Override
  public String id() {
    return "event";
  }

  @Override
  public String summary() {
    return "let waiters go that all wait for one event (asyncio.Event)";
  }

  @Override
  public String benchmark() {
    return EventBenchmark.class.getName() + ".event";
  }

  @Override
  public List<PatternParam> params() {
    return List.of(
        WaiterParams.waiters(), Mechanism.param(EventMechanism.values()), WaiterParams.poolSize());
  }

  @Override
  public Map<String, String> complete(Map<String, String> given) {
    Map<String, String> params = new TreeMap<>(given);
    WaiterParams.complete(params);
    return params;
  }

  @Override
  public List<String> mechanisms(Model model, Map<String, String> params) {
    return Mechanism.ids(EventMechanism.values(), model);
  }

  @Override
  public Map<String, String> relevant(Model model, Map<String, String> params) {
    return WaiterParams.relevant(model, params);
  }

  @Override
  public Map<String, String> jmhParams(Model model, Map<String, String> relevant) {
    Map<String, String> jmh = new TreeMap<>(relevant);
    jmh.put("model", model.name());
    return jmh;
  }

  @Override
  public List<Series> series(Sizing sizing) {
    return switch (sizing) {
      case SMOKE -> List.of(series("10"));
      case TELLING -> List.of(series("100").share(1 / 6.0));
      case COMMON -> List.of(series("1"), everyMechanism("100"), series("10000"));
      case FULL ->
          List.of(
              everyMechanism("1"),
              everyMechanism("10"),
              everyMechanism("100"),
              everyMechanism("1000"),
              everyMechanism("10000"));
    };
  }

  private static Series series(String waiters) {
    return new Series(Map.of(WaiterParams.WAITERS, waiters), 1);
  }

  private static Series everyMechanism(String waiters) {
    return new Series(Map.of(WaiterParams.WAITERS, waiters, MECHANISM, ALL_MECHANISMS), 1);
  }
}
