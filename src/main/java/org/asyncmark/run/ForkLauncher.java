package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.measure.CpuTimes;
import org.asyncmark.measure.HdrResult;
import org.asyncmark.measure.TurnGate;
import org.asyncmark.plan.ForkFlags;
import org.asyncmark.plan.Plan;
import org.asyncmark.store.Counters;
import org.asyncmark.store.LatencyLog;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunStore;
import org.asyncmark.store.WholeFile;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarDerivativeResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * Measures one arm in one fork, be it a JVM or a CPython: what differs is where the result comes
 * from. Several threads may do so at once, each with a fork of its own; the forks are started one
 * after the other.
 */
final class ForkLauncher {
  /**
   * A fork whose files are written.
   *
   * @param p50Nanos median of its service time, or of its response time if requests came at a rate
   */
  record Launched(Counters counters, double p50Nanos) {}

  private final Plan plan;
  private final LeafServer server;
  private final ForkInstruments instruments;
  private final PythonFiles pythonFiles;

  ForkLauncher(Plan plan, LeafServer server, ForkInstruments instruments, PythonFiles pythonFiles) {
    this.plan = plan;
    this.server = server;
    this.instruments = instruments;
    this.pythonFiles = pythonFiles;
    ForkFlags.setBlackholeMode();
  }

  /**
   * Runs one fork, which takes its turns meanwhile, and writes its files.
   *
   * @return what was counted, and the fork's median
   * @throws ForkFailedException if the fork gave no result; its output is in {@code into}
   * @throws IOException if a file cannot be written
   */
  Launched launch(LiveFork fork) throws ForkFailedException, IOException {
    Arm arm = fork.arm();
    Path into = fork.into();
    server.place(plan.placement(arm));
    Files.createFile(into.resolve(RunStore.STDOUT)); // JMH does not tell why it cannot
    Instant started = Instant.now();
    CpuTimes before = CpuTimes.sample();
    long startNanos = System.nanoTime();
    ForkInstruments.Attached attached = instruments.of(arm, into);
    PlannedJvm planned = PlannedJvm.of(plan, arm, attached, server.port());
    ForkResult given = run(fork, planned, attached);
    RunResult result = given.measured();
    long ownMillis = fork.time().millis();
    long wallMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    long clockMillis = Duration.between(started, Instant.now()).toMillis();
    CpuTimes after = CpuTimes.sample();
    List<LatencyLog.Interval> intervals = intervals(result, fork.time());
    if (intervals.isEmpty()) {
      throw new ForkFailedException("the fork recorded no latency", false);
    }
    LatencyLog.write(into.resolve(RunStore.LATENCY_LOG), intervals);
    WholeFile.print(
        into.resolve(RunStore.JMH_JSON),
        out ->
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result)));
    Map<String, Histogram> sums = LatencyLog.sums(intervals);
    Map<String, Long> samples = new TreeMap<>();
    sums.forEach((kind, sum) -> samples.put(kind, sum.getTotalCount()));
    Map<String, Count> counts = counts(result.getSecondaryResults());
    counts.putAll(left(arm, into));
    Counters counters =
        new Counters(
            started.toString(),
            ownMillis,
            after.stealPercentSince(before),
            after.pressurePercentSince(before, wallMillis),
            before.loadAverage(),
            after.loadAverage(),
            clockMillis - wallMillis,
            samples,
            counts,
            turns(result, counts.keySet()),
            given.runtime(),
            null);
    RunJson.write(into.resolve(RunStore.COUNTERS), counters);
    planned.require(given.runtime());
    Histogram whole = sums.get(Latencies.mainOf(sums.keySet()));
    if (whole == null) {
      throw new ForkFailedException(
          "the fork recorded no latency of kind " + Latencies.SERVICE, false);
    }
    return new Launched(counters, whole.getValueAtPercentile(50));
  }

  private ForkResult run(LiveFork fork, PlannedJvm planned, ForkInstruments.Attached attached)
      throws ForkFailedException, IOException {
    if (fork.runtime() instanceof Python python) {
      return new PythonFork(
              fork,
              python,
              pythonFiles.folder(),
              plan.fork(),
              plan.placement(fork.arm()).fork(),
              server.port())
          .run();
    }
    ForkBenchmark benchmark = ForkBenchmark.of(plan, fork.arm(), fork.round());
    return new JvmFork(fork, (Jdk) fork.runtime(), planned, attached, benchmark).run();
  }

  private Map<String, Count> left(Arm arm, Path into) throws ForkFailedException {
    try {
      return instruments.read(arm, into);
    } catch (IOException e) {
      throw new ForkFailedException(String.valueOf(e.getMessage()), false);
    }
  }

  private List<LatencyLog.Interval> intervals(RunResult result, OwnTime time) {
    List<LatencyLog.Interval> intervals = new ArrayList<>();
    List<Long> turns = time.turnsMillis();
    int turn = plan.fork().turns() - plan.fork().measuredIterations(); // one may be for practice
    for (IterationResult each : iterations(result)) {
      long startMillis = turns.get(turn++) + TurnGate.RUN_UP_MILLIS;
      for (Result<?> one : each.getSecondaryResults().values()) {
        if (one instanceof HdrResult latencies) {
          intervals.add(
              new LatencyLog.Interval(
                  latencies.getLabel(),
                  startMillis,
                  plan.fork().measuredMillis(),
                  latencies.histogram()));
        }
      }
    }
    return intervals;
  }

  private static List<IterationResult> iterations(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(measured -> measured.getIterationResults().stream())
        .toList();
  }

  /** Returns what was counted turn by turn, of the names whose counts every turn has. */
  private static Map<String, List<Double>> turns(RunResult result, Set<String> names) {
    Map<String, List<Double>> turns = new TreeMap<>();
    List<IterationResult> iterations = iterations(result);
    for (IterationResult each : iterations) {
      counts(each.getSecondaryResults())
          .forEach(
              (name, count) ->
                  turns.computeIfAbsent(name, key -> new ArrayList<>()).add(count.value()));
    }
    turns.keySet().retainAll(names);
    turns.values().removeIf(values -> values.size() < iterations.size());
    return turns;
  }

  /** Returns what was counted in the fork; the rows that are read off a histogram are not. */
  @SuppressWarnings("rawtypes") // as JMH has them
  static Map<String, Count> counts(Map<String, Result> secondary) {
    Map<String, Count> counts = new TreeMap<>();
    for (Result<?> each : secondary.values()) {
      boolean ofHistogram = each instanceof HdrResult || each instanceof ScalarDerivativeResult;
      if (!ofHistogram && Double.isFinite(each.getScore())) {
        counts.put(each.getLabel(), new Count(each.getScore(), each.getScoreUnit()));
      }
    }
    return counts;
  }
}
