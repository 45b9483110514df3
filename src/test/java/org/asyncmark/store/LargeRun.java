package org.asyncmark.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;

/**
 * Makes up a run with as many forks as anybody measures, to see how long it takes to read: {@code
 * LargeRun DIR [cells-per-model rounds]}, by default 20 cells of each of five models on three JDKs
 * in 20 rounds.
 */
final class LargeRun {
  private static final int ITERATIONS = 5;
  private static final int OPS = 2_000;
  private static final int LEAVES_PER_OP = 10;

  /** Forks of one model, JDK and round are alike on all sizes: what is read is not less for it. */
  private final Map<String, Path> made = new HashMap<>();

  private LargeRun() {}

  /** Makes up the default run. */
  public static void main(String[] args) throws IOException {
    int sizes = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    System.out.println(write(Path.of(args[0]), sizes, rounds));
  }

  /**
   * Writes a run.
   *
   * @param results folder of all runs
   * @param sizes number of cells of each of four models
   * @return folder of the run
   */
  static Path write(Path results, int sizes, int rounds) throws IOException {
    List<String> fanOuts =
        IntStream.rangeClosed(1, sizes).mapToObj(size -> Integer.toString(10 * size)).toList();
    Plan plan =
        PlannerTest.plan(
            Preset.STANDARD,
            rounds,
            Map.of("leaf", List.of("cpu"), "fanOut", fanOuts, "variant", List.of("fail-fast")),
            jdk(21),
            jdk(24),
            jdk(25));
    RunStore store =
        RunStore.create(results, plan, RunEnvironment.ofThisMachine(jdk(25), List.of()));
    LargeRun run = new LargeRun();
    for (int round = 1; round <= rounds; round++) {
      for (PlannedArm planned : plan.arms()) {
        run.finish(store, round, planned.arm());
      }
    }
    return store.folder();
  }

  private static Jdk jdk(int feature) {
    Path home = Path.of("jdk" + feature);
    return new Jdk(
        Integer.toString(feature), home, home, feature, feature + ".0.1+8", "Maker", Jdk.HOT_SPOT);
  }

  private void finish(RunStore store, int round, Arm arm) throws IOException {
    Path fork = WrittenForks.begin(store, arm);
    String kin = arm.model() + " " + arm.jdk() + " " + round;
    Path like = made.get(kin);
    if (like == null) {
      measure(fork, kin);
    } else {
      for (String file : List.of(RunStore.LATENCY_LOG, RunStore.COUNTERS, RunStore.JMH_JSON)) {
        Files.copy(like.resolve(file), fork.resolve(file));
      }
    }
    WrittenForks.finish(store, fork, round, arm);
    made.putIfAbsent(kin, store.forkFolder(round, arm, ""));
  }

  private static void measure(Path fork, String seed) throws IOException {
    Random random = new Random(seed.hashCode());
    double level = 12 + 0.05 * random.nextGaussian();
    List<LatencyLog.Interval> intervals = new ArrayList<>();
    for (int i = 0; i < ITERATIONS; i++) {
      Histogram service = latencies(random, OPS, level);
      Histogram leaf = latencies(random, OPS * LEAVES_PER_OP, level - 3);
      intervals.add(new LatencyLog.Interval("leaf", 1_000L * i, 1_000, leaf));
      intervals.add(new LatencyLog.Interval("service", 1_000L * i, 1_000, service));
    }
    LatencyLog.write(fork.resolve(RunStore.LATENCY_LOG), intervals);
    Map<String, Long> samples =
        Map.of("service", (long) ITERATIONS * OPS, "leaf", (long) ITERATIONS * OPS * LEAVES_PER_OP);
    Counters counters =
        new Counters(
            "2026-11-21T00:00:00Z",
            5_000,
            0.0,
            1.0,
            1.0,
            1.0,
            0L,
            samples,
            Map.of("cpu", new Count(Math.exp(level) / 1_000, "us/op")),
            Map.of(),
            null,
            null);
    Files.write(fork.resolve(RunStore.COUNTERS), RunJson.MAPPER.writeValueAsBytes(counters));
    Files.write(fork.resolve(RunStore.JMH_JSON), RunJson.MAPPER.writeValueAsBytes(jmh(random)));
  }

  private static Histogram latencies(Random random, int samples, double logNanos) {
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    for (int i = 0; i < samples; i++) {
      double tail = random.nextInt(50) == 0 ? Math.abs(random.nextGaussian()) : 0;
      histogram.recordValue((long) Math.exp(logNanos + 0.2 * random.nextGaussian() + tail));
    }
    return histogram;
  }

  /** As much of JMH's JSON as the suite's forks have: a score and thirty rows beside it. */
  private static ArrayNode jmh(Random random) {
    ArrayNode results = RunJson.MAPPER.createArrayNode();
    ObjectNode result = results.addObject();
    result.put("jmhVersion", "1.37").put("benchmark", "org.asyncmark.Large.run");
    result.put("mode", "avgt").put("threads", 1).put("forks", 1);
    metric(result.putObject("primaryMetric"), random);
    ObjectNode secondary = result.putObject("secondaryMetrics");
    for (int i = 0; i < 30; i++) {
      metric(secondary.putObject(i == 0 ? "service" : "row" + i), random);
    }
    return results;
  }

  private static void metric(ObjectNode metric, Random random) {
    metric.put("score", random.nextDouble()).put("scoreError", random.nextDouble());
    metric.putArray("scoreConfidence").add(random.nextDouble()).add(random.nextDouble());
    ObjectNode percentiles = metric.putObject("scorePercentiles");
    for (double percent : new double[] {0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100}) {
      percentiles.put(Double.toString(percent), random.nextDouble());
    }
    metric.put("scoreUnit", "us/op");
    ArrayNode fork = metric.putArray("rawData").addArray();
    for (int i = 0; i < ITERATIONS; i++) {
      fork.add(random.nextDouble());
    }
  }
}
