package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.LeafParams;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.jspecify.annotations.Nullable;

/** {@link Relay} as the driver sees it. */
public final class QueuePattern implements Pattern {
  private static final String UNBOUNDED = "unbounded";
  private static final List<String> CAPACITIES = List.of("0", "1", "16", "128", "1024", UNBOUNDED);
  private static final int MOST_TASKS = 1000;

  @Override
  public String id() {
    return "queue";
  }

  @Override
  public String summary() {
    return "pass items from producers to consumers through one queue (asyncio.Queue)";
  }

  @Override
  public String benchmark() {
    return QueueBenchmark.class.getName() + ".pass";
  }

  @Override
  public List<PatternParam> params() {
    return List.of(
        PatternParam.choice(
            "capacity", "items that the queue holds; 0 hands over from put to take", CAPACITIES),
        PatternParam.number("producers", "tasks that put", 1, MOST_TASKS),
        PatternParam.number("consumers", "tasks that take", 1, MOST_TASKS),
        PatternParam.number("items", "items of one op, of all producers together", 1, 10_000_000),
        PatternParam.choice(
            "shutdown",
            "how consumers learn of the end: an end mark each, a closed queue, or cancelled"
                + " after all items were dealt with",
            QueueShutdown.ids()),
        Mechanism.param(QueueMechanism.values()),
        PatternParam.number(
            "cpuTokens", "work of a consumer for each item, in JMH's tokens", 0, 1_000_000_000),
        PatternParam.number("poolSize", "threads of the pool of future", 1, 10_000));
  }

  @Override
  public Map<String, String> complete(Map<String, String> given) {
    Map<String, String> params = new TreeMap<>(given);
    params.putIfAbsent("capacity", "16");
    params.putIfAbsent("producers", "1");
    params.putIfAbsent("consumers", "1");
    params.putIfAbsent("items", "10000");
    params.putIfAbsent("shutdown", QueueShutdown.SENTINEL.id());
    params.putIfAbsent("cpuTokens", "0");
    // No thread of it ever waits, so more threads than processors only add switches.
    params.putIfAbsent("poolSize", String.valueOf(Cpus.count(params)));
    return params;
  }

  @Override
  public List<String> mechanisms(Model model, Map<String, String> params) {
    return QueueMechanism.of(model, capacity(params)).stream().map(QueueMechanism::id).toList();
  }

  @Override
  public @Nullable String absence(Model model, Map<String, String> params) {
    return Relays.absence(model, capacity(params), QueueShutdown.of(params.get("shutdown")));
  }

  @Override
  public Map<String, String> relevant(Model model, Map<String, String> params) {
    Map<String, String> relevant = new TreeMap<>(params);
    if (model != Model.FUTURE) {
      relevant.remove("poolSize");
    }
    relevant.remove("cpuTokens", "0");
    return relevant;
  }

  @Override
  public Map<String, String> jmhParams(Model model, Map<String, String> relevant) {
    Map<String, String> jmh = LeafParams.withConstants(relevant, "shutdown");
    jmh.put("model", model.name());
    jmh.put("capacity", String.valueOf(capacity(relevant)));
    return jmh;
  }

  @Override
  public List<Series> series(Sizing sizing) {
    return switch (sizing) {
      case SMOKE ->
          List.of(
              all(given("16", 1, 1, "items", "1000")),
              all(given("0", 2, 2, "items", "1000", "shutdown", "join")));
      case TELLING -> List.of(all(given("16", 1, 1)).share(1 / 6.0));
      case COMMON -> common();
      case FULL -> full();
    };
  }

  private static List<Series> common() {
    List<Series> series = new ArrayList<>();
    for (String capacity : CAPACITIES) {
      series.add(all(given(capacity, 1, 1)));
    }
    series.add(all(given("16", 4, 1)));
    series.add(all(given("16", 1, 4)));
    series.add(all(given("16", 4, 4)));
    series.add(all(given("16", 4, 4, "shutdown", "join")));
    return series;
  }

  private static List<Series> full() {
    List<Series> series = new ArrayList<>();
    for (String capacity : CAPACITIES) {
      for (int producers : List.of(1, 4)) {
        for (int consumers : List.of(1, 4)) {
          for (String shutdown : QueueShutdown.ids()) {
            series.add(
                all(
                    given(
                        capacity,
                        producers,
                        consumers,
                        "shutdown",
                        shutdown,
                        MECHANISM,
                        ALL_MECHANISMS)));
          }
        }
      }
    }
    return series;
  }

  private static Series all(Map<String, String> given) {
    return new Series(given, 1);
  }

  private static Map<String, String> given(
      String capacity, int producers, int consumers, String... more) {
    Map<String, String> given = new TreeMap<>();
    given.put("capacity", capacity);
    given.put("producers", String.valueOf(producers));
    given.put("consumers", String.valueOf(consumers));
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    return given;
  }

  private static int capacity(Map<String, String> params) {
    String capacity = params.get("capacity");
    return capacity.equals(UNBOUNDED) ? QueueShape.UNBOUNDED : Integer.parseInt(capacity);
  }
}
