package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.asyncmark.model.Model;

/** Makes up runs for tests. Numbers are drawn with a fixed seed and mean nothing. */
public final class SampleRun {
  public static final Map<String, String> HTTP_100 = params("http", 100);

  private final Map<String, String> jdkBuilds = new LinkedHashMap<>();
  private final List<ArmForks> arms = new ArrayList<>();
  private final Map<Arm, String> absent = new LinkedHashMap<>();
  private String preset = "quick";
  private int rounds = 6;

  public static Map<String, String> params(String leaf, int fanOut) {
    return Map.of(
        "variant", "fail-fast",
        "leaf", leaf,
        "fanOut", Integer.toString(fanOut),
        "delayMicros", "0",
        "payloadBytes", "64",
        "connections", "64");
  }

  public SampleRun jdk(String name, String build) {
    jdkBuilds.put(name, build);
    return this;
  }

  public SampleRun preset(String name, int plannedRounds) {
    preset = name;
    rounds = plannedRounds;
    return this;
  }

  /** Adds an arm whose forks have the given medians in microseconds, in the order of the rounds. */
  public SampleRun arm(
      Model model, String jdk, Map<String, String> params, int samples, double... p50s) {
    return pooled(model, jdk, params, 64, samples, p50s);
  }

  /** Adds such an arm with a pool of the given size, if its model has one. */
  SampleRun pooled(
      Model model, String jdk, Map<String, String> params, int pool, int samples, double... p50s) {
    Arm arm = arm(model, jdk, params, pool);
    List<Fork> forks = new ArrayList<>();
    Histogram pooled = new Histogram(3);
    for (double p50 : p50s) {
      // of strings alone: the hash of a record may differ between JDKs
      long seed = (model.id() + jdk + arm.paramsLabel()).hashCode() * 31L + forks.size();
      Histogram service = histogram(seed, samples, p50);
      pooled.add(service);
      Histogram leaf = histogram(seed + 1, samples, p50 / 10);
      forks.add(Fork.of(forks.size() + 1, Map.of("service", service, "leaf", leaf), Map.of()));
    }
    arms.add(new ArmForks(arm, forks, Map.of("service", Latencies.of(pooled)), 0, 0));
    return this;
  }

  /** Adds an arm with the given forks. */
  public SampleRun forks(Model model, String jdk, Map<String, String> params, Fork... forks) {
    arms.add(new ArmForks(arm(model, jdk, params, 64), List.of(forks)));
    return this;
  }

  /** Adds an arm some of whose forks gave no result. */
  SampleRun lost(
      Model model, String jdk, Map<String, String> params, int failed, int hung, Fork... forks) {
    arms.add(new ArmForks(arm(model, jdk, params, 64), List.of(forks), Map.of(), failed, hung));
    return this;
  }

  public SampleRun absent(Model model, String jdk, Map<String, String> params) {
    absent.put(Arms.of("gather", model.id(), jdk, params), model.absence());
    return this;
  }

  private static Arm arm(Model model, String jdk, Map<String, String> params, int pool) {
    Map<String, String> all = new TreeMap<>(params);
    if (model == Model.PLATFORM || model == Model.FUTURE) {
      all.put("poolSize", Integer.toString(pool));
    }
    return Arms.of("gather", model.id(), jdk, all);
  }

  /** Returns a skewed distribution whose median is the given one, exactly so if it is alone. */
  static Histogram histogram(long seed, int samples, double p50Micros) {
    Random random = new Random(seed);
    Histogram histogram = new Histogram(3);
    for (int i = 0; i < samples; i++) {
      double spread = 0.12 * random.nextGaussian();
      double tail = random.nextInt(50) == 0 ? 0.8 * Math.abs(random.nextGaussian()) : 0;
      histogram.recordValue(Math.round(1e3 * p50Micros * StrictMath.exp(spread + tail)));
    }
    return histogram;
  }

  /** Returns a fork all of whose samples are equal, so that its quantiles are known. */
  public static Fork flat(int round, int samples, long nanos) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(nanos, samples);
    return Fork.of(round, Map.of("service", histogram, "leaf", histogram), Map.of());
  }

  public RunRecord record() {
    RunRecord run = Runs.of(jdkBuilds, rounds, arms, absent);
    return Runs.on(run, "Some CPU | 2 CPUs, 8 GB, Linux <6.1>", preset)
        .named("2026-11-20T09-14-05Z_gather_1a2b3c4");
  }

  /** Returns a run of 25 sizes in four models on three JDKs, six rounds each. */
  public static RunRecord hundredCells() {
    SampleRun large =
        new SampleRun()
            .jdk("17", "17.0.15+6-Debian-1deb12u1 Debian")
            .jdk("21", "21.0.7+6-LTS Eclipse Adoptium")
            .jdk("25", "25.0.3+9-LTS Eclipse Adoptium");
    for (int size = 1; size <= 25; size++) {
      for (String jdk : List.of("17", "21", "25")) {
        for (Model model : Model.ofJava()) {
          double p50 = 1000 * size;
          large.arm(
              model, jdk, params("http", size), 2_000, p50, p50, 1.01 * p50, p50, 0.98 * p50, p50);
        }
      }
    }
    return large.record();
  }

  /** Returns a run of three JDKs with all that a report must show at once. */
  public static RunRecord threeJdks() {
    Map<String, String> cpu = params("cpu", 10);
    Map<String, String> http10 = params("http", 10);
    return new SampleRun()
        .jdk("17", "17.0.15+6-Debian-1deb12u1 Debian")
        .jdk("21", "21.0.7+6-LTS Eclipse Adoptium")
        .jdk("25", "25.0.3+9-LTS Eclipse Adoptium")
        .arm(Model.PLATFORM, "17", HTTP_100, 2000, 2100, 2150, 2050, 2300, 2080, 2120)
        .absent(Model.VIRTUAL, "17", HTTP_100)
        .arm(Model.FUTURE, "17", HTTP_100, 2000, 1200, 1150, 1300, 1100, 1180, 1220)
        .arm(Model.LOOP, "17", HTTP_100, 4000, 810, 790, 840, 805, 812, 815)
        .arm(Model.PLATFORM, "21", HTTP_100, 2000, 2000, 2050, 1950)
        .arm(Model.VIRTUAL, "21", HTTP_100, 2000, 1900, 1960, 2010)
        .forks(Model.FUTURE, "21", HTTP_100)
        .arm(Model.LOOP, "21", HTTP_100, 12, 1700, 1710, 1690)
        .arm(Model.PLATFORM, "25", HTTP_100, 2000, 1900, 1950, 1850, 1870, 1910, 1905)
        .arm(Model.VIRTUAL, "25", HTTP_100, 2000, 1150, 1100, 1300, 1210, 1190, 1140)
        .arm(Model.FUTURE, "25", HTTP_100, 2000, 1180, 1150, 1290, 1100, 1170, 1230)
        .arm(Model.LOOP, "25", HTTP_100, 15000, 800, 790, 830, 800, 802, 805)
        .arm(Model.PLATFORM, "17", http10, 2000, 210, 215)
        .absent(Model.VIRTUAL, "17", http10)
        .arm(Model.PLATFORM, "25", http10, 2000, 190, 195)
        .arm(Model.VIRTUAL, "25", http10, 2000, 115, 110)
        .arm(Model.PLATFORM, "25", cpu, 2000, 95)
        .arm(Model.VIRTUAL, "25", cpu, 2000, 80)
        .arm(Model.FUTURE, "25", cpu, 2000, 90)
        .arm(Model.LOOP, "25", cpu, 2000, 12)
        .record();
  }
}
