package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;

/** {@link Gather} as the driver sees it. */
public final class GatherPattern implements Pattern {
  private static final int IO_POOL_SIZE = 64;

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
    return List.of(
        PatternParam.choice(
            "leaf",
            "what each leaf does",
            Arrays.stream(LeafKind.values()).map(LeafKind::id).toList()),
        PatternParam.choice(
            "variant",
            "what a failure does: end the gather, or be returned in place",
            Arrays.stream(GatherVariant.values()).map(GatherVariant::id).toList()),
        PatternParam.number("fanOut", "leaves of one op", 1, 1_000_000),
        PatternParam.number("cpuTokens", "work of a cpu leaf, in JMH's tokens", 0, 1_000_000_000),
        PatternParam.number(
            "delayMicros", "wait of a timer leaf, or of the http server", 0, 60_000_000),
        PatternParam.number(
            "payloadBytes", "body of an http leaf", LeafSpec.MIN_PAYLOAD_BYTES, 1 << 20),
        PatternParam.number("connections", "kept-alive connections of http leaves", 1, 10_000),
        PatternParam.number(
            "poolSize", "threads of the pool of platform, and of future but for http", 1, 10_000));
  }

  @Override
  public Map<String, String> complete(Map<String, String> given) {
    Map<String, String> params = new TreeMap<>(given);
    params.putIfAbsent("leaf", LeafKind.HTTP.id());
    params.putIfAbsent("variant", GatherVariant.FAIL_FAST.id());
    params.putIfAbsent("fanOut", "100");
    LeafKind leaf = LeafKind.of(params.get("leaf"));
    // A cpu leaf never waits, so more threads than processors only add switches.
    params.putIfAbsent(
        "poolSize",
        String.valueOf(
            leaf == LeafKind.CPU ? Runtime.getRuntime().availableProcessors() : IO_POOL_SIZE));
    Map<String, String> ofLeaf = defaultsOf(leaf);
    ofLeaf.forEach(params::putIfAbsent);
    List<String> ofOtherLeaves =
        new ArrayList<>(List.of("cpuTokens", "delayMicros", "payloadBytes", "connections"));
    ofOtherLeaves.removeAll(ofLeaf.keySet());
    params.keySet().removeAll(ofOtherLeaves);
    return params;
  }

  @Override
  public Map<String, String> relevant(Model model, Map<String, String> params) {
    Map<String, String> relevant = new TreeMap<>(params);
    boolean onPool =
        model == Model.PLATFORM
            || (model == Model.FUTURE && !params.get("leaf").equals(LeafKind.HTTP.id()));
    if (!onPool) {
      relevant.remove("poolSize");
    }
    return relevant;
  }

  @Override
  public Map<String, String> jmhParams(Model model, Map<String, String> relevant) {
    Map<String, String> jmh = new LinkedHashMap<>(relevant);
    jmh.put("model", model.name());
    jmh.computeIfPresent("leaf", (name, id) -> constant(id));
    jmh.computeIfPresent("variant", (name, id) -> constant(id));
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
      case TELLING ->
          List.of(
              all("http", "fail-fast", "100"),
              new Series(given("http", "fail-fast", "10"), 1 / 3.0),
              new Series(given("http", "fail-fast", "1000"), 1 / 3.0));
      case COMMON ->
          List.of(
              all("http", "fail-fast", "1"),
              all("http", "fail-fast", "10"),
              all("http", "fail-fast", "100"),
              all("http", "fail-fast", "1000"),
              all("http", "collect", "100"),
              all("cpu", "fail-fast", "100"),
              all("cpu", "fail-fast", "10000"),
              all("timer", "fail-fast", "100"));
      case FULL -> full();
    };
  }

  /**
   * Returns every combination but ten thousand timers, which measure nothing that a thousand do
   * not.
   */
  private static List<Series> full() {
    List<Series> series = new ArrayList<>();
    for (GatherVariant variant : GatherVariant.values()) {
      for (LeafKind leaf : LeafKind.values()) {
        for (String fanOut : List.of("1", "10", "100", "1000", "10000")) {
          if (leaf != LeafKind.TIMER || !fanOut.equals("10000")) {
            series.add(all(leaf.id(), variant.id(), fanOut));
          }
        }
      }
    }
    return series;
  }

  private static Map<String, String> defaultsOf(LeafKind leaf) {
    return switch (leaf) {
      case CPU -> Map.of("cpuTokens", "1000");
      case TIMER -> Map.of("delayMicros", "1000");
      case HTTP -> Map.of("delayMicros", "0", "payloadBytes", "64", "connections", "64");
    };
  }

  private static Series all(String leaf, String variant, String fanOut) {
    return new Series(given(leaf, variant, fanOut), 1);
  }

  private static Map<String, String> given(String leaf, String variant, String fanOut) {
    return Map.of("leaf", leaf, "variant", variant, "fanOut", fanOut);
  }

  private static String constant(String id) {
    return id.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
