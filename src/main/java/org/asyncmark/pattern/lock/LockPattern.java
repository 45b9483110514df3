package org.asyncmark.pattern.lock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.jspecify.annotations.Nullable;

/** {@link Contention} as the driver sees it. */
public final class LockPattern implements Pattern {
  /** The value of {@code locks} for a lock of its own for each contender. */
  static final String PER_TASK = "task";

  // JMH's tokens: 1, 5 and 50 µs where they were calibrated, at 1.9 to 2.3 ns a token
  private static final String SHORT_CPU = "500";
  private static final String MIDDLE_CPU = "2500";
  private static final String LONG_CPU = "25000";

  private static final long MOST_TURNS = 20_000;
  private static final long MOST_TOKENS = 10_000_000;
  // few, because where they pin carriers they follow on one another
  private static final long MOST_TIMERS = 32;
  private static final long MOST_TIMERS_OF_A_LOCK = 4;
  private static final long MOST_REQUESTS = 500;
  private static final long MOST_REQUESTS_OF_A_LOCK = 100;

  private final int processors = Runtime.getRuntime().availableProcessors();

  @Override
  public String id() {
    return "lock";
  }

  @Override
  public String summary() {
    return "contenders take their locks again and again and hold them, across a wait or not"
        + " (asyncio.Lock)";
  }

  @Override
  public String benchmark() {
    return LockBenchmark.class.getName() + ".contend";
  }

  @Override
  public List<PatternParam> params() {
    return List.of(
        PatternParam.choice(
            "hold",
            "what a contender does while it holds its lock",
            Arrays.stream(HoldKind.values()).map(HoldKind::id).toList()),
        PatternParam.number("contenders", "tasks of one op", 1, 100_000),
        PatternParam.choice(
            "locks",
            "how many locks they share; task: each has its own",
            List.of("1", "16", PER_TASK)),
        Mechanism.param(LockMechanism.values()),
        PatternParam.number(
            "acquisitions", "how often each contender takes its lock in an op", 1, 10_000_000),
        PatternParam.number("cpuTokens", "work of a cpu hold, in JMH's tokens", 0, 1_000_000_000),
        PatternParam.number(
            "delayMicros", "wait of a timer hold, or of the http server", 0, 60_000_000),
        PatternParam.number(
            "payloadBytes", "body of an http hold", LeafSpec.MIN_PAYLOAD_BYTES, 1 << 20),
        PatternParam.number("connections", "kept-alive connections of http holds", 1, 10_000),
        PatternParam.number("poolSize", "threads of the pool of future", 1, 10_000));
  }

  @Override
  public Map<String, String> complete(Map<String, String> given) {
    Map<String, String> params = new TreeMap<>(given);
    params.putIfAbsent("hold", HoldKind.NONE.id());
    params.putIfAbsent("contenders", String.valueOf(4 * processors));
    params.putIfAbsent("locks", "1");
    // nothing in this model ever blocks a thread of the pool
    params.putIfAbsent("poolSize", String.valueOf(Cpus.count(params)));
    Map<String, String> ofHold = defaultsOf(HoldKind.of(params.get("hold")));
    ofHold.forEach(params::putIfAbsent);
    List<String> ofOtherHolds =
        new ArrayList<>(List.of("cpuTokens", "delayMicros", "payloadBytes", "connections"));
    ofOtherHolds.removeAll(ofHold.keySet());
    params.keySet().removeAll(ofOtherHolds);
    params.putIfAbsent("acquisitions", String.valueOf(acquisitions(params)));
    return params;
  }

  @Override
  public List<String> mechanisms(Model model, Map<String, String> params) {
    return Mechanism.ids(LockMechanism.values(), model);
  }

  @Override
  public @Nullable String absence(Model model, Map<String, String> params) {
    boolean confined = LockMechanism.CONFINEMENT.id().equals(params.get(MECHANISM));
    return confined && HoldKind.of(params.get("hold")).waits()
        ? "n/a (confinement ends where a task waits)"
        : null;
  }

  @Override
  public Map<String, String> relevant(Model model, Map<String, String> params) {
    Map<String, String> relevant = new TreeMap<>(params);
    if (model != Model.FUTURE) {
      relevant.remove("poolSize");
    }
    return relevant;
  }

  @Override
  public Map<String, String> jmhParams(Model model, Map<String, String> relevant) {
    Map<String, String> jmh = new LinkedHashMap<>(relevant);
    jmh.put("model", model.name());
    jmh.computeIfPresent("hold", (name, id) -> constant(id));
    jmh.computeIfPresent(
        "locks", (name, locks) -> locks.equals(PER_TASK) ? relevant.get("contenders") : locks);
    return jmh;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The common ones hold the two opposite settings in which monitors under virtual threads
   * differ between JDKs, next to the same cells with the idiomatic lock: a lock for each task that
   * is held across a wait, which pins the carrier up to JDK 23; and one lock for many tasks that is
   * held shortly, where from JDK 24 on those who block are resumed by one thread. The latter twice:
   * held for next to nothing, where with few processors a task that spins gets the lock and hardly
   * any blocks, and for some microseconds, where they do.
   */
  @Override
  public List<Series> series(Sizing sizing) {
    String few = String.valueOf(4 * processors);
    String monitor = LockMechanism.SYNCHRONIZED.id();
    String many = String.valueOf(384 * processors);
    return switch (sizing) {
      case SMOKE -> List.of(cell("none", "1", few), cell("timer", PER_TASK, few));
      case TELLING -> List.of(cell("http", "1", few).share(1 / 6.0));
      case COMMON ->
          List.of(
              cell("http", "1", few),
              cell("none", "1", few),
              with(MECHANISM, LockMechanism.REENTRANT_FAIR.id(), cell("none", "1", few)),
              cell("none", "1", many),
              with(MECHANISM, monitor, cell("none", "1", many)),
              with("cpuTokens", MIDDLE_CPU, cell("cpu", "1", many)),
              with(MECHANISM, monitor, with("cpuTokens", MIDDLE_CPU, cell("cpu", "1", many))),
              cell("timer", PER_TASK, many),
              with(MECHANISM, monitor, cell("timer", PER_TASK, many)));
      case FULL -> full();
    };
  }

  /**
   * Returns every combination but those in which hundreds queue for a lock that is held for a
   * millisecond, of which one op takes a second, and those with fewer contenders than locks.
   */
  private List<Series> full() {
    List<Series> series = new ArrayList<>();
    for (int contenders : new int[] {2, processors, 4 * processors, 384 * processors}) {
      for (String locks : List.of("1", "16", PER_TASK)) {
        for (HoldKind hold : HoldKind.values()) {
          boolean queueOfMany =
              hold == HoldKind.TIMER && contenders > 16 * processors && !locks.equals(PER_TASK);
          boolean idleLocks = locks.equals("16") && contenders < 16;
          if (!queueOfMany && !idleLocks) {
            Series all =
                with(MECHANISM, ALL_MECHANISMS, cell(hold.id(), locks, String.valueOf(contenders)));
            series.add(all);
            if (hold == HoldKind.CPU) {
              series.add(with("cpuTokens", LONG_CPU, all));
            }
          }
        }
      }
    }
    return series.stream().distinct().toList();
  }

  /**
   * Returns how often each contender takes its lock by default: as often as makes an op take 1 to
   * 50 ms where nothing but the hold takes time.
   */
  private static int acquisitions(Map<String, String> params) {
    long contenders = Long.parseLong(params.get("contenders"));
    String locks = params.get("locks");
    long ofOneLock = locks.equals(PER_TASK) ? 1 : contenders / Long.parseLong(locks);
    long wanted =
        switch (HoldKind.of(params.get("hold"))) {
          case NONE -> MOST_TURNS / contenders;
          case CPU ->
              Math.min(MOST_TURNS, MOST_TOKENS / Math.max(1, cpuTokens(params))) / contenders;
          case TIMER ->
              Math.min(MOST_TIMERS / contenders, MOST_TIMERS_OF_A_LOCK / Math.max(1, ofOneLock));
          case HTTP ->
              Math.min(
                  MOST_REQUESTS / contenders, MOST_REQUESTS_OF_A_LOCK / Math.max(1, ofOneLock));
        };
    return Math.toIntExact(Math.max(1, wanted));
  }

  private static long cpuTokens(Map<String, String> params) {
    return Long.parseLong(params.get("cpuTokens"));
  }

  private static Map<String, String> defaultsOf(HoldKind hold) {
    return switch (hold) {
      case NONE -> Map.of();
      case CPU -> Map.of("cpuTokens", SHORT_CPU);
      case TIMER -> Map.of("delayMicros", "1000");
      case HTTP -> Map.of("delayMicros", "0", "payloadBytes", "64", "connections", "64");
    };
  }

  private static Series cell(String hold, String locks, String contenders) {
    return new Series(Map.of("hold", hold, "locks", locks, "contenders", contenders), 1);
  }

  private static Series with(String name, String value, Series series) {
    Map<String, String> given = new TreeMap<>(series.given());
    given.put(name, value);
    return new Series(given, series.share());
  }

  private static String constant(String id) {
    return id.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
