package org.asyncmark.pattern.gather;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafState;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.ResultCheck;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Gather in the four models: {@code asyncio.gather}.
 *
 * <p>Measured: one op is one whole gather, from handing the first leaf over to having all results
 * on the calling thread; {@code service} is that time, {@code leaf} is the time of each leaf from
 * its actual start to its result.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server. JMH's own score
 * also holds the check of the results and the recording; {@code service} holds neither.
 *
 * <p>Parity: every op checks each result and that each leaf ran; {@code GatherContractTest} holds
 * the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern gather}, or plain: {@code ./run-benchmarks.sh
 * jmh GatherBenchmark -p model=LOOP -p leaf=CPU -prof org.asyncmark.measure.HdrProfiler}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GatherBenchmark {
  /** The concurrency model. */
  @Param Model model;

  /** How the future model gets at its leaves: the id of one of its mechanisms. */
  @Param(Mechanism.IDIOMATIC)
  String mechanism;

  /** What a failure does; here no leaf fails, so this is the price of being ready for it. */
  @Param GatherVariant variant;

  /** Number of leaves of an op. */
  @Param({"1", "10", "100", "1000", "10000"})
  int fanOut;

  /** Threads of the pool of the platform and future models. */
  @Param("64")
  int poolSize;

  private LeafTimes times;
  private Gather gather;
  private ResultCheck check;
  private LatencyRecorder service;
  private LatencyRecorder leafService;

  /** Opens the model with its threads, loops and connections. */
  @Setup
  public void open(LeafState leaves) {
    check = new ResultCheck("gather", model);
    times = new LeafTimes(check.cell(), fanOut);
    gather =
        onDefaultExecutor()
            ? Gathers.openOnDefaultExecutor(leaves.spec(), times)
            : Gathers.open(model, leaves.spec(), poolSize, times);
    service = LatencyRecorder.open("service");
    leafService = LatencyRecorder.open("leaf");
    WarmUp.untilSteady(this::gather);
  }

  private boolean onDefaultExecutor() {
    return !mechanism.equals(Mechanism.IDIOMATIC)
        && Mechanism.of(GatherMechanism.values(), model, mechanism)
            == GatherMechanism.DEFAULT_EXECUTOR;
  }

  /** Closes all of it. */
  @TearDown
  public void close() {
    service.close();
    leafService.close();
    gather.close();
  }

  /** One whole gather. */
  @Benchmark
  public Object gather() throws ExecutionException, InterruptedException {
    times.clear();
    return variant == GatherVariant.FAIL_FAST ? failFast() : collect();
  }

  private List<Long> failFast() throws ExecutionException, InterruptedException {
    long started = System.nanoTime();
    List<Long> results = gather.failFast(fanOut);
    record(System.nanoTime() - started);
    check.requireInOrder(results, fanOut);
    return results;
  }

  private List<Outcome> collect() throws InterruptedException {
    long started = System.nanoTime();
    List<Outcome> outcomes = gather.collect(fanOut);
    record(System.nanoTime() - started);
    check.requireCount(outcomes.size(), fanOut);
    for (int i = 0; i < fanOut; i++) {
      Outcome outcome = outcomes.get(i);
      if (outcome.failure() != null) {
        throw new IllegalStateException(
            check.cell() + ": leaf " + i + " failed", outcome.failure());
      }
      check.requireValue(i, outcome.value());
    }
    return outcomes;
  }

  private void record(long serviceNanos) {
    service.record(serviceNanos);
    times.recordInto(leafService, fanOut);
  }
}
