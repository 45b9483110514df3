package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.LeafParams;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;

/** {@link Gather} as the driver sees it. */
public final class GatherPattern implements Pattern {
  @Override
  public String id() {
    return "gather";
  }

  @Override
  public String summary() {
    return "start fanOut leaves at once and wait for all results, in order (asyncio.gather)";
  }

  @Override
  public String benchmark() {
    return GatherBenchmark.class.getName() + ".gather";
  }

  @Override
  public List<PatternParam> params() {
    List<PatternParam> params =
        new ArrayList<>(
            List.of(
                LeafParams.leaf(),
                PatternParam.choice(
                    "variant",
                    "what a failure does: end the gather, or be returned in place",
                    Arrays.stream(GatherVariant.values()).map(GatherVariant::id).toList()),
                PatternParam.number("fanOut", "leaves of one op", 1, 1_000_000),
                Mechanism.param(GatherMechanism.values())));
    params.addAll(LeafParams.sizes());
    return params;
  }

  @Override
  public Map<String, String> complete(Map<String, String> given) {
    Map<String, String> params = new TreeMap<>(given);
    LeafParams.complete(params);
    params.putIfAbsent("variant", GatherVariant.FAIL_FAST.id());
    params.putIfAbsent("fanOut", "100");
    LeafKind leaf = LeafKind.of(params.get(LeafParams.LEAF));
    params.putIfAbsent(
        LeafParams.POOL_SIZE, String.valueOf(LeafParams.poolSize(leaf, Cpus.count(params))));
    return params;
  }

  @Override
  public List<String> mechanisms(Model model, Map<String, String> params) {
    return Mechanism.ids(GatherMechanism.values(), model);
  }

  @Override
  public Map<String, String> relevant(Model model, Map<String, String> params) {
    Map<String, String> relevant = new TreeMap<>(params);
    boolean onDefault = GatherMechanism.DEFAULT_EXECUTOR.id().equals(params.get(MECHANISM));
    if (onDefault || !LeafParams.onPool(model, params)) {
      relevant.remove(LeafParams.POOL_SIZE);
    }
    return relevant;
  }

  @Override
  public Map<String, String> jmhParams(Model model, Map<String, String> relevant) {
    Map<String, String> jmh = LeafParams.withConstants(relevant, LeafParams.LEAF, "variant");
    jmh.put("model", model.name());
    return jmh;
  }

  @Override
  public List<Series> series(Sizing sizing) {
    return switch (sizing) {
      case SMOKE ->
          List.of(
              all("http", "fail-fast", "10"),
              all("timer", "fail-fast", "10"),
              all("cpu", "collect", "10"));
      case TELLING -> List.of(all("http", "fail-fast", "100"));
      case COMMON ->
          List.of(
              all("http", "fail-fast", "1"),
              all("http", "fail-fast", "10"),
              everyMechanism("http", "fail-fast", "100"),
              all("http", "fail-fast", "1000"),
              all("http", "collect", "100"),
              everyMechanism("cpu", "fail-fast", "100"),
              all("cpu", "fail-fast", "10000"),
              everyMechanism("timer", "fail-fast", "100"));
      case FULL -> full();
    };
  }

  /**
   * Returns every combination but ten thousand timers, which measure nothing that a thousand do
   * not, and more than a hundred leaves on the default executor, which are as many threads on some
   * JDKs and follow one after the other on others.
   */
  private static List<Series> full() {
    List<Series> series = new ArrayList<>();
    for (GatherVariant variant : GatherVariant.values()) {
      for (LeafKind leaf : LeafKind.values()) {
        for (String fanOut : List.of("1", "10", "100")) {
          series.add(everyMechanism(leaf.id(), variant.id(), fanOut));
        }
        for (String fanOut : List.of("1000", "10000")) {
          if (leaf != LeafKind.TIMER || !fanOut.equals("10000")) {
            series.add(all(leaf.id(), variant.id(), fanOut));
          }
        }
      }
    }
    return series;
  }

  private static Series all(String leaf, String variant, String fanOut) {
    return new Series(given(leaf, variant, fanOut), 1);
  }

  private static Series everyMechanism(String leaf, String variant, String fanOut) {
    Map<String, String> given = new TreeMap<>(given(leaf, variant, fanOut));
    given.put(MECHANISM, ALL_MECHANISMS);
    return new Series(given, 1);
  }

  private static Map<String, String> given(String leaf, String variant, String fanOut) {
    return Map.of("leaf", leaf, "variant", variant, "fanOut", fanOut);
  }
}
