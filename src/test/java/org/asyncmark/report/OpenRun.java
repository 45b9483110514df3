package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.asyncmark.analyse.Turns;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;

/**
 * A run in open mode for tests: two models on two JDKs at three rates, with the closed loop beside
 * them. On JDK 17, platform threads keep no p99 of 10 ms at 2 000/s and have no valid fork at 4
 * 000/s; on JDK 25, two of their forks are invalid there. Virtual threads keep it at all rates.
 */
public final class OpenRun {
  private static final int ROUNDS = 6;
  private static final int TURNS = 4;
  private static final long MILLI = 1_000_000;

  private final List<ArmForks> arms = new ArrayList<>();
  private final Map<Arm, String> absent = new LinkedHashMap<>();

  /** What the forks of an arm are to measure. */
  private record Made(double p50Millis, double p99Millis, double cpuMicros, int invalid) {}

  /** Returns the run. */
  public static RunRecord record() {
    OpenRun run = new OpenRun();
    run.rates(Model.PLATFORM, "17", new Made(2, 4, 150, 0), new Made(3, 14, 160, 0), SATURATED);
    run.closed(Model.PLATFORM, "17", 18, 3_100);
    run.absent("17");
    run.rates(
        Model.PLATFORM,
        "25",
        new Made(1.9, 3.8, 140, 0),
        new Made(2.6, 8.2, 145, 0),
        new Made(4.4, 30, 155, 2));
    run.closed(Model.PLATFORM, "25", 17, 3_300);
    run.rates(
        Model.VIRTUAL,
        "25",
        new Made(1.2, 2.4, 80, 0),
        new Made(1.4, 4.1, 82, 0),
        new Made(2.2, 9.1, 88, 0));
    run.closed(Model.VIRTUAL, "25", 8, 6_400);
    return run.made();
  }

  private static final Made SATURATED = new Made(1_300, 3_100, 240, ROUNDS);

  /** Returns a run at half of what each model can do, of which no fork has finished but one. */
  public static RunRecord atLoad() {
    OpenRun run = new OpenRun();
    SortedMap<String, Value> params = params(Map.of("arrivals", "fixed", "load", "50"));
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL)) {
      int rate = model == Model.PLATFORM ? 1_650 : 3_200;
      Arm arm = new Arm("gather", model.id(), "25", params, own(model));
      List<Fork> forks =
          model == Model.PLATFORM ? List.of() : List.of(fork(1, rate, new Made(1, 2, 80, 0)));
      run.arms.add(new ArmForks(arm, forks, Map.of(), 0, 1 - forks.size()));
    }
    return run.made();
  }

  /** Returns a run of some requests in a second, which is a turn. */
  static RunRecord at(int rate) {
    OpenRun run = new OpenRun();
    run.add(Model.LOOP, "25", rate, new Made(1, 2, 80, 0));
    return run.made();
  }

  private RunRecord made() {
    Map<String, String> jdks = new LinkedHashMap<>();
    jdks.put("17", "17.0.15+6-Debian-1deb12u1 Debian");
    jdks.put("25", "25.0.3+9-LTS Eclipse Adoptium");
    RunRecord run = Runs.of(jdks, ROUNDS, arms, absent);
    return Runs.on(run, "Some CPU | 2 CPUs, 8 GB, Linux <6.1>", "quick")
        .named("2026-11-27T09-14-05Z_open_1a2b3c4");
  }

  private static SortedMap<String, Value> params(Map<String, String> more) {
    Map<String, String> all =
        new TreeMap<>(Map.of("fanOut", "10", "leaf", "http", "payloadBytes", "64"));
    all.putAll(more);
    return Arms.values(all);
  }

  private static SortedMap<String, Value> own(Model model) {
    return Arms.values(model == Model.PLATFORM ? Map.of("requestPool", "200") : Map.of());
  }

  private static Arm arm(Model model, String jdk, Map<String, String> more) {
    return new Arm("gather", model.id(), jdk, params(more), own(model));
  }

  private static Map<String, String> rate(int rate) {
    return Map.of("arrivals", "poisson", "rate", Integer.toString(rate));
  }

  private void absent(String jdk) {
    for (int rate : List.of(500, 2_000, 4_000)) {
      absent.put(arm(Model.VIRTUAL, jdk, rate(rate)), Model.VIRTUAL.absence());
    }
    absent.put(arm(Model.VIRTUAL, jdk, Map.of("clients", "64")), Model.VIRTUAL.absence());
  }

  private void rates(Model model, String jdk, Made low, Made middle, Made high) {
    add(model, jdk, 500, low);
    add(model, jdk, 2_000, middle);
    add(model, jdk, 4_000, high);
  }

  private void add(Model model, String jdk, int rate, Made made) {
    List<Fork> forks = new ArrayList<>();
    Histogram pooled = new Histogram(3);
    for (int round = 1; round <= ROUNDS; round++) {
      forks.add(fork(round, rate, made));
      pooled.add(response(round, rate, made));
    }
    Map<String, Latencies> all = Map.of("response", Latencies.of(pooled));
    arms.add(new ArmForks(arm(model, jdk, rate(rate)), forks, all, 0, 0));
  }

  /** Returns latencies of which 1.9 % are at the p99 and 0.2 % at twice as much. */
  private static Histogram latencies(int samples, double p50Millis, double p99Millis) {
    Histogram histogram = new Histogram(3);
    long rare = samples / 500;
    long tail = samples * 19L / 1_000;
    histogram.recordValueWithCount(Math.round(MILLI * p50Millis), samples - tail - rare);
    histogram.recordValueWithCount(Math.round(MILLI * p99Millis), tail);
    histogram.recordValueWithCount(Math.round(2 * MILLI * p99Millis), rare);
    return histogram;
  }

  /** Returns the response of a fork, whose rounds differ by up to 2 %. */
  private static Histogram response(int round, int rate, Made made) {
    double off = 1 + 0.004 * round;
    return latencies(TURNS * rate, off * made.p50Millis, off * made.p99Millis);
  }

  private static Fork fork(int round, int rate, Made made) {
    boolean saturated = made.invalid == ROUNDS;
    boolean valid = round > made.invalid;
    Map<String, Latencies> latencies = new TreeMap<>();
    Histogram response = response(round, rate, made);
    latencies.put("response", Latencies.of(response));
    latencies.put("service", Latencies.of(latencies(TURNS * rate, 1, 2)));
    latencies.put("queue", Latencies.of(latencies(TURNS * rate, 0.1, made.p99Millis / 2)));
    latencies.put("sendlag", Latencies.of(latencies(10_000, 0.01, 0.04)));
    latencies.put("hiccup", Latencies.of(latencies(10_000, 0.06, round == 3 ? 4.5 : 0.105)));
    Map<String, Count> counts = new TreeMap<>();
    counts.put("offered", new Count(rate - 1.5, "#/s"));
    counts.put("achieved", new Count(saturated ? 0.8 * rate : rate - 1.5, "#/s"));
    counts.put("lost", new Count(0, "#/window"));
    counts.put("cpu", new Count(made.cpuMicros, "us/op"));
    Map<String, List<Double>> turns = new TreeMap<>();
    double growth = valid ? 1.02 : 1.6;
    turns.put("growth", Collections.nCopies(TURNS, growth));
    turns.put("gc.ms", List.of(0.0, (double) round, 0.0, 2.5));
    turns.put("safepoint.ms", List.of(0.0, round + 1.0, 1.0, 2.5));
    double p50 = response.getValueAtPercentile(50);
    double p99 = response.getValueAtPercentile(99);
    turns.put("response:p50", List.of(p50, p50, 1.01 * p50, p50));
    turns.put("response:p90", List.of(1.1 * p50, 1.1 * p50, 1.2 * p50, 1.1 * p50));
    turns.put("response:p95", List.of(1.2 * p50, 1.2 * p50, 1.3 * p50, 1.2 * p50));
    if (rate >= 1_000) {
      turns.put("response:p99", List.of(p99, 1.1 * p99, 1.4 * p99, p99));
    }
    return new Fork(round, latencies, counts, new Turns("", turns));
  }

  private void closed(Model model, String jdk, double p50Millis, double perSecond) {
    List<Fork> forks = new ArrayList<>();
    Histogram pooled = new Histogram(3);
    for (int round = 1; round <= ROUNDS; round++) {
      Histogram service = latencies(20_000, p50Millis, 2 * p50Millis);
      pooled.add(service);
      Map<String, Latencies> latencies =
          Map.of(
              "service",
              Latencies.of(service),
              "corrected",
              Latencies.of(latencies(24_000, p50Millis, 3 * p50Millis)),
              "hiccup",
              Latencies.of(latencies(10_000, 0.06, 0.1)));
      Map<String, Count> counts =
          Map.of("achieved", new Count(perSecond, "#/s"), "cpu", new Count(200, "us/op"));
      forks.add(new Fork(round, latencies, counts, Turns.NONE));
    }
    Map<String, Latencies> all = Map.of("service", Latencies.of(pooled));
    arms.add(new ArmForks(arm(model, jdk, Map.of("clients", "64")), forks, all, 0, 0));
  }
}
