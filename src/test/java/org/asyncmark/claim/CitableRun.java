package org.asyncmark.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Count;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.asyncmark.store.Counters;
import org.asyncmark.store.FinishedBlocks;
import org.asyncmark.store.LatencyLog;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunStore;

/**
 * Writes runs whose forks say what they should: started and in turns as the seed has it, with the
 * flags of the plan. Virtual threads take a tenth less than platform threads, JDK 25 as long as 17.
 */
public final class CitableRun {
  public static final Source CLEAN =
      new Source("0123abc", false, "f".repeat(64), "0123abc" + "0".repeat(33), "2026-11-27");

  private static final long START_MILLIS = 1_795_000_000_000L;
  private static final int OPS = 40;
  private static final Map<String, Double> MILLIS = Map.of("virtual", 0.9, "asyncio", 3.0);

  private final RunStore store;
  private final Random random = new Random(3);
  private long millis = START_MILLIS;

  private CitableRun(RunStore store) {
    this.store = store;
  }

  /** Writes a run of two models on two JDKs, with a placebo; returns its folder. */
  public static Path write(Path results, int rounds, Source source) {
    return write(results, rounds, source, List.of());
  }

  /**
   * Writes the same with asyncio, which takes three times as long, and with what JMH would say of
   * each fork; returns its folder.
   */
  public static Path writeWithAsyncio(Path results, int rounds, String version) {
    Python python = new Python("py3.11", Path.of("python3"), version, false, Python.ASYNCIO);
    return write(results, rounds, CLEAN, List.of(python));
  }

  private static Path write(Path results, int rounds, Source source, List<Python> pythons) {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.PLATFORM, Model.VIRTUAL),
                List.of(jdk(21), jdk(25)),
                pythons,
                Preset.STANDARD,
                rounds,
                Arms.choices(
                    Map.of(
                        "leaf", List.of("cpu"),
                        "fanOut", List.of("10"),
                        "cpuTokens", List.of("100"),
                        "variant", List.of("collect"))),
                List.of(Cpus.ALL),
                Placebo.ONE)
            .plan(
                new Wanted.Heading(
                    "20261127T000000Z_test_0123abc", "2026-11-27T00:00:00Z", source, 1, List.of()));
    RunStore store =
        RunStore.create(
            results,
            plan.declaring(0.03),
            RunEnvironment.ofThisMachine(jdk(25), pythons, List.of()));
    CitableRun run = new CitableRun(store);
    store.plan().blocks().forEach(run::measure);
    return store.folder();
  }

  private static Jdk jdk(int feature) {
    Path home = Path.of("jdk" + feature);
    return new Jdk(
        Integer.toString(feature), home, home, feature, feature + ".0.1+8", "Maker", Jdk.HOT_SPOT);
  }

  private void measure(Block block) {
    FinishedBlocks finished = new FinishedBlocks(store);
    Map<String, Arm> forks = finished.forks(block);
    try {
      Path unfinished = store.begin();
      Map<String, String> started = new HashMap<>();
      for (String name : forks.keySet()) {
        started.put(name, Instant.ofEpochMilli(millis += 1_000).toString());
      }
      Map<String, List<Long>> turns = turns(block, new ArrayList<>(forks.keySet()));
      double ofRound = 1 + 0.002 * random.nextGaussian();
      for (Map.Entry<String, Arm> fork : forks.entrySet()) {
        String name = fork.getKey();
        Path folder = Files.createDirectory(unfinished.resolve(name));
        write(folder, fork.getValue(), started.get(name), turns.get(name), ofRound);
      }
      finished.finish(unfinished, block, Map.of(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, List<Long>> turns(Block block, List<String> names) {
    Map<String, List<Long>> turns = new HashMap<>();
    names.forEach(name -> turns.put(name, new ArrayList<>()));
    Random order = store.plan().turnOrder(block);
    int practice = store.plan().fork().turns() - store.plan().fork().measuredIterations();
    for (int cycle = 0; cycle < store.plan().fork().turns(); cycle++) {
      List<String> shuffled = new ArrayList<>(names);
      Collections.shuffle(shuffled, order);
      for (String name : shuffled) {
        millis += 300;
        if (cycle >= practice) {
          turns.get(name).add(millis);
        }
      }
    }
    return turns;
  }

  private void write(Path folder, Arm arm, String started, List<Long> turns, double ofRound)
      throws IOException {
    List<LatencyLog.Interval> intervals = new ArrayList<>();
    double level = MILLIS.getOrDefault(arm.model(), 1.0) * 1e6 * ofRound;
    for (long turn : turns) {
      Histogram histogram = new Histogram(1, 10_000_000, 3);
      for (int op = 0; op < OPS; op++) {
        histogram.recordValue(Math.round(level * (1 + 0.01 * random.nextGaussian())));
      }
      intervals.add(new LatencyLog.Interval("service", turn, 250, histogram));
      intervals.add(new LatencyLog.Interval("leaf", turn, 250, histogram));
    }
    LatencyLog.write(folder.resolve(RunStore.LATENCY_LOG), intervals);
    long samples = (long) OPS * turns.size();
    Counters counters =
        new Counters(
            started,
            5_000,
            0.0,
            1.0,
            1.0,
            1.0,
            0L,
            Map.of("service", samples, "leaf", samples),
            Map.of("cpu", new Count(level / 1_000, "us/op")),
            Map.of(),
            jvm(arm),
            null);
    RunJson.write(folder.resolve(RunStore.COUNTERS), counters);
    Files.writeString(
        folder.resolve(RunStore.JMH_JSON),
        "[{\"primaryMetric\":{\"scoreUnit\":\"us/op\",\"rawData\":[["
            + level / 1_000
            + "]]},\"secondaryMetrics\":{\"service:count\":{\"scoreUnit\":\"#\",\"rawData\":[["
            + samples
            + "]]}}}]");
  }

  private RunningJvm jvm(Arm arm) {
    Plan plan = store.plan();
    RunningJvm.Iterations warmUp =
        new RunningJvm.Iterations(plan.fork().warmupIterations(), plan.fork().warmupMillis());
    RunningJvm.Iterations measured =
        new RunningJvm.Iterations(plan.fork().measuredIterations(), plan.fork().measuredMillis());
    int processors = plan.placement(arm).processors();
    if (arm.ofPython()) {
      return new RunningJvm(
          "CPython 3.11.7, GIL, asyncio's own loop",
          List.of(),
          Map.of(),
          List.of(),
          0,
          processors,
          0,
          null,
          warmUp,
          measured);
    }
    List<String> flags = new ArrayList<>(plan.placement(arm).jvmFlags());
    flags.addAll(plan.jvmFlags());
    flags.add("-Dasyncmark.warmUpCapMillis=" + plan.fork().warmUpCapMillis());
    flags.add("-Dasyncmark.backendPort=4321");
    flags.add("-Dasyncmark.endWithDriver=true");
    return new RunningJvm(
        "a VM",
        flags,
        Map.of(
            "MaxHeapSize", "1073741824",
            "InitialHeapSize", "1073741824",
            "UseSerialGC", "true",
            "UnlockDiagnosticVMOptions", "true",
            "GuaranteedSafepointInterval", "0"),
        List.of(),
        1 << 30,
        processors,
        1,
        "1",
        warmUp,
        measured);
  }
}
