package org.asyncmark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.jdk.Python;
import org.asyncmark.measure.HdrResult;
import org.asyncmark.measure.RatioResult;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.measure.WarmUpProfiler;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.ForkSettings;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;

/**
 * What a Python left, in JMH's terms: one benchmark, one fork, an iteration for each turn. All that
 * reads the result of a JVM reads it.
 */
record PythonInJmh(Arm arm, Python python, ForkSettings fork, PythonResult left) {
  /** The most memory that a process had; no mean of turns says that. */
  private static final String PEAK = ".peak";

  /**
   * Returns the result.
   *
   * @throws ForkFailedException if it is that of another Python than was planned
   */
  ForkResult result() throws ForkFailedException {
    requirePlanned();
    BenchmarkParams params = params();
    List<IterationResult> iterations = new ArrayList<>();
    for (PythonResult.Turn turn : left.turns()) {
      iterations.add(iteration(params, turn));
    }
    BenchmarkResult benchmark = new BenchmarkResult(params, iterations);
    return new ForkResult(new RunResult(params, List.of(benchmark)), runtime());
  }

  private void requirePlanned() throws ForkFailedException {
    PythonResult.Interpreter found = left.runtime();
    Python same =
        new Python(
            python.name(), python.executable(), found.version(), found.freeThreaded(), loop(found));
    String wanted = Python.CPYTHON + " " + python.build();
    String is = found.implementation() + " " + same.build();
    if (!is.equals(wanted)) {
      throw new ForkFailedException(
          "the fork ran otherwise than planned: wanted " + wanted + ", found " + is, false);
    }
  }

  private static String loop(PythonResult.Interpreter found) throws ForkFailedException {
    if (!List.of(Python.ASYNCIO, Python.UVLOOP).contains(found.loop())) {
      throw PythonResult.unusable(
          "wanted a loop of "
              + Python.ASYNCIO
              + " or "
              + Python.UVLOOP
              + ", found "
              + found.loop());
    }
    return found.loop();
  }

  private BenchmarkParams params() {
    Pattern pattern = Patterns.of(arm.pattern());
    WorkloadParams workload = new WorkloadParams();
    int order = 0;
    for (Map.Entry<String, String> each :
        pattern.jmhParams(Model.of(arm.model()), arm.allParams()).entrySet()) {
      workload.put(each.getKey(), each.getValue(), order++);
    }
    return new BenchmarkParams(
        pattern.benchmark(),
        pattern.benchmark(),
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        iterations(IterationType.WARMUP, fork.warmupIterations(), fork.warmupMillis()),
        iterations(IterationType.MEASUREMENT, fork.measuredIterations(), fork.measuredMillis()),
        Mode.AverageTime,
        workload,
        TimeUnit.MICROSECONDS,
        1,
        python.executable().toString(),
        List.of(),
        left.runtime().version(),
        left.runtime().implementation(),
        version(),
        Version.getPlainVersion(),
        TimeValue.days(1));
  }

  private static IterationParams iterations(IterationType type, int count, long millis) {
    return new IterationParams(type, count, TimeValue.milliseconds(millis), 1);
  }

  private String version() {
    return left.runtime().version() + " (" + left.runtime().build() + ")";
  }

  private IterationResult iteration(BenchmarkParams params, PythonResult.Turn turn) {
    long ops = turn.scored().ops();
    IterationResult iteration =
        new IterationResult(params, params.getMeasurement(), new IterationResultMetaData(ops, ops));
    iteration.addResult(
        new AverageTimeResult(
            ResultRole.PRIMARY, arm.pattern(), ops, turn.scored().nanos(), TimeUnit.MICROSECONDS));
    iteration.addResults(WarmUpProfiler.results(left.warmUp().millis(), left.warmUp().steady()));
    for (Map.Entry<String, Histogram> kind : turn.latencies().entrySet()) {
      if (kind.getValue().getTotalCount() > 0) {
        iteration.addResult(new HdrResult(kind.getKey(), kind.getValue()));
      }
    }
    turn.counts().forEach((name, count) -> iteration.addResult(counted(name, count)));
    return iteration;
  }

  private static Result<?> counted(String name, Count count) {
    return name.endsWith(PEAK)
        ? new ScalarResult(name, count.value(), count.unit(), AggregationPolicy.MAX)
        : new RatioResult(name, count.value(), count.unit());
  }

  /** Returns what it was like, where a JVM says what it is like: it has no flags and no heap. */
  private RunningJvm runtime() {
    PythonResult.Interpreter found = left.runtime();
    String vm =
        String.format(
            Locale.ROOT,
            "%s %s, %s, %s, gc %s",
            found.implementation(),
            version(),
            found.gil() ? "GIL" : "no GIL",
            found.loop().equals(Python.ASYNCIO) ? "asyncio's own loop" : found.loop(),
            found.collector());
    return new RunningJvm(
        vm,
        List.of(),
        Map.of(),
        List.of(),
        0,
        Math.min(found.processors(), Runtime.getRuntime().availableProcessors()),
        0,
        null,
        iterations(left.warmUpIterations(), fork.warmupMillis()),
        iterations(
            left.turns().stream().map(PythonResult.Turn::scored).toList(), fork.measuredMillis()));
  }

  /**
   * Returns iterations as they were found: those that were cut short are as long as the shortest.
   */
  private static RunningJvm.Iterations iterations(
      List<PythonResult.Iteration> found, long wantedMillis) {
    long shortestNanos = found.stream().mapToLong(PythonResult.Iteration::nanos).min().orElse(0);
    long millis = Math.min(wantedMillis, TimeUnit.NANOSECONDS.toMillis(shortestNanos));
    return new RunningJvm.Iterations(found.size(), millis);
  }
}
