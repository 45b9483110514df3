package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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

/** {@link FanOut} as the driver sees it. */
public final class FanOutPattern implements Pattern {
  private static final String FAN_OUT = "fanOut";
  private static final String LIMIT = "limit";
  private static final String PERMIT = "permit";

  @Override
  public String id() {
    return "fanout";
  }

  @Override
  public String summary() {
    return "run fanOut leaves, at most limit of them at once (asyncio.Semaphore around each task)";
  }

  @Override
  public String benchmark() {
    return FanOutBenchmark.class.getName() + ".fanOut";
  }

  @Override
  public List<PatternParam> params() {
    List<PatternParam> params =
        new ArrayList<>(
            List.of(
                LeafParams.leaf(),
                PatternParam.number(FAN_OUT, "leaves of one op", 1, 1_000_000),
                PatternParam.number(LIMIT, "leaves at work at once", 1, 10_000),
                PatternParam.choice(
                    PERMIT,
                    "where a permit is taken: inside each task, or before it is started",
                    Arrays.stream(PermitPlace.values()).map(PermitPlace::id).toList()),
                Mechanism.param(FanOutMechanism.values())));
    params.addAll(LeafParams.sizes());
    return params;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if something else than the limit would be the limit
   */
  @Override
  public Map<String, String> complete(Map<String, String> given) {
    Map<String, String> params = new TreeMap<>(given);
    params.putIfAbsent(LeafParams.LEAF, LeafKind.HTTP.id());
    params.putIfAbsent(FAN_OUT, "100");
    params.putIfAbsent(LIMIT, "10");
    params.putIfAbsent(PERMIT, PermitPlace.INSIDE.id());
    FanOutSizes sizes = sizes(params);
    params.putIfAbsent(LeafParams.CONNECTIONS, String.valueOf(sizes.connections()));
    LeafParams.complete(params);
    if (params.containsKey(LeafParams.CONNECTIONS)) {
      sizes.requireConnections(Integer.parseInt(params.get(LeafParams.CONNECTIONS)));
    }
    return params;
  }

  @Override
  public List<String> mechanisms(Model model, Map<String, String> params) {
    return Mechanism.ids(FanOutMechanism.values(), model);
  }

  /**
   * {@inheritDoc}
   *
   * <p>How many threads the pool has depends on the model, so that it is filled in here.
   *
   * @throws IllegalArgumentException if the pool is too small for the limit
   */
  @Override
  public Map<String, String> relevant(Model model, Map<String, String> params) {
    Map<String, String> relevant = new TreeMap<>(params);
    if (FanOutMechanism.POOL.id().equals(params.get(MECHANISM))) {
      relevant.remove(PERMIT);
      relevant.remove(LeafParams.POOL_SIZE);
    } else if (LeafParams.onPool(model, params)) {
      FanOutSizes sizes = sizes(params);
      relevant.putIfAbsent(
          LeafParams.POOL_SIZE, String.valueOf(sizes.poolSize(model, Cpus.count(params))));
      sizes.requirePool(model, Integer.parseInt(relevant.get(LeafParams.POOL_SIZE)));
    } else {
      relevant.remove(LeafParams.POOL_SIZE);
    }
    return relevant;
  }

  @Override
  public Map<String, String> jmhParams(Model model, Map<String, String> relevant) {
    Map<String, String> jmh = LeafParams.withConstants(relevant, LeafParams.LEAF, PERMIT);
    jmh.put("model", model.name());
    return jmh;
  }

  @Override
  public List<Series> series(Sizing sizing) {
    return switch (sizing) {
      case SMOKE -> List.of(series("http", 10, 3, "inside"), series("timer", 10, 3, "before"));
      case TELLING -> List.of(series("http", 100, 10, "inside").share(1 / 6.0));
      case COMMON -> common();
      case FULL -> full();
    };
  }

  private static List<Series> common() {
    List<Series> series = new ArrayList<>();
    series.add(series("http", 100, 10, "inside"));
    series.add(series("http", 1_000, 10, "inside"));
    series.add(series("http", 1_000, 100, "inside"));
    series.add(series("http", 100, 10, "before"));
    series.add(series("cpu", 100, 10, "inside"));
    series.add(series("timer", 100, 10, "inside"));
    Map<String, String> everyMechanism = new HashMap<>(series("http", 100, 10, "inside").given());
    everyMechanism.put(MECHANISM, ALL_MECHANISMS);
    series.add(new Series(everyMechanism, 1));
    return series;
  }

  /**
   * Returns every combination but those in which hardly anything has to wait for a permit, and
   * timers that take more than a tenth of a second one after another.
   */
  private static List<Series> full() {
    List<Series> series = new ArrayList<>();
    for (PermitPlace place : PermitPlace.values()) {
      for (LeafKind leaf : LeafKind.values()) {
        for (int limit : List.of(1, 10, 100)) {
          for (int fanOut : List.of(100, 1_000, 10_000)) {
            boolean endless = leaf == LeafKind.TIMER && fanOut / limit > 100;
            if (fanOut > limit && !endless) {
              Map<String, String> given =
                  new HashMap<>(series(leaf.id(), fanOut, limit, place.id()).given());
              given.put(MECHANISM, ALL_MECHANISMS);
              series.add(new Series(given, 1));
            }
          }
        }
      }
    }
    return series;
  }

  private static FanOutSizes sizes(Map<String, String> params) {
    return new FanOutSizes(
        LeafKind.of(params.get(LeafParams.LEAF)),
        params.get(PERMIT).equals(PermitPlace.BEFORE.id())
            ? PermitPlace.BEFORE
            : PermitPlace.INSIDE,
        Integer.parseInt(params.get(FAN_OUT)),
        Integer.parseInt(params.get(LIMIT)));
  }

  private static Series series(String leaf, int fanOut, int limit, String permit) {
    return new Series(
        Map.of(
            LeafParams.LEAF,
            leaf,
            FAN_OUT,
            String.valueOf(fanOut),
            LIMIT,
            String.valueOf(limit),
            PERMIT,
            permit),
        1);
  }
}
