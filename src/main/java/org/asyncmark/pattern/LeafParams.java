package org.asyncmark.pattern;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.model.Model;

/** The parameters of patterns that run leaves: what a leaf does, and the pool it runs on. */
public final class LeafParams {
  /** Name of the parameter that says what a leaf does. */
  public static final String LEAF = "leaf";

  /** Name of the parameter that says how many connections http leaves share. */
  public static final String CONNECTIONS = "connections";

  /** Name of the parameter that says how many threads the pool has. */
  public static final String POOL_SIZE = "poolSize";

  private static final int IO_POOL_SIZE = 64;

  private static final Map<LeafKind, Map<String, String>> DEFAULTS =
      Map.of(
          LeafKind.CPU, Map.of("cpuTokens", "1000"),
          LeafKind.TIMER, Map.of("delayMicros", "1000"),
          LeafKind.HTTP, Map.of("delayMicros", "0", "payloadBytes", "64", CONNECTIONS, "64"));

  private LeafParams() {}

  /** Returns the parameter that says what a leaf does. */
  public static PatternParam leaf() {
    return PatternParam.choice(
        LEAF, "what each leaf does", Arrays.stream(LeafKind.values()).map(LeafKind::id).toList());
  }

  /** Returns the parameters that say how much each kind of leaf does, and the pool. */
  public static List<PatternParam> sizes() {
    return List.of(
        PatternParam.number("cpuTokens", "work of a cpu leaf, in JMH's tokens", 0, 1_000_000_000),
        PatternParam.number(
            "delayMicros", "wait of a timer leaf, or of the http server", 0, 60_000_000),
        PatternParam.number(
            "payloadBytes", "body of an http leaf", LeafSpec.MIN_PAYLOAD_BYTES, 1 << 20),
        PatternParam.number(CONNECTIONS, "kept-alive connections of http leaves", 1, 10_000),
        PatternParam.number(
            POOL_SIZE, "threads of the pool of platform, and of future but for http", 1, 10_000));
  }

  /** Adds defaults for the leaf of some parameters, and takes out those of other leaves. */
  public static void complete(Map<String, String> params) {
    params.putIfAbsent(LEAF, LeafKind.HTTP.id());
    Map<String, String> ofLeaf = DEFAULTS.get(LeafKind.of(params.get(LEAF)));
    ofLeaf.forEach(params::putIfAbsent);
    Set<String> ofOtherLeaves = new HashSet<>();
    DEFAULTS.values().forEach(each -> ofOtherLeaves.addAll(each.keySet()));
    ofOtherLeaves.removeAll(ofLeaf.keySet());
    params.keySet().removeAll(ofOtherLeaves);
  }

  /**
   * Returns the threads of a pool in which no task waits for another: a cpu leaf never waits, so
   * more threads than processors only add switches.
   *
   * @param cpus of a fork, 1 and up
   */
  public static int poolSize(LeafKind leaf, int cpus) {
    return leaf == LeafKind.CPU ? cpus : IO_POOL_SIZE;
  }

  /** Tells whether a model runs leaves on a pool; the loop client of http leaves needs none. */
  public static boolean onPool(Model model, Map<String, String> params) {
    return model == Model.PLATFORM
        || (model == Model.FUTURE && !params.get(LEAF).equals(LeafKind.HTTP.id()));
  }

  /**
   * Returns parameters whose ids are turned into the names of enum constants, as JMH wants them.
   */
  public static Map<String, String> withConstants(Map<String, String> params, String... names) {
    Map<String, String> jmh = new LinkedHashMap<>(params);
    for (String name : names) {
      jmh.computeIfPresent(name, (key, id) -> id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
    return jmh;
  }
}
