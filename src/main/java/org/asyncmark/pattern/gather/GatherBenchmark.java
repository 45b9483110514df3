package org.asyncmark.pattern.gather;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;
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

  /** What a failure does; here no leaf fails, so this is the price of being ready for it. */
  @Param GatherVariant variant;

  /** What a leaf does. */
  @Param LeafKind leaf;

  /** Number of leaves of an op. */
  @Param({"1", "10", "100", "1000", "10000"})
  int fanOut;

  /** Work of a cpu leaf. */
  @Param("1000")
  long cpuTokens;

  /** Wait of a timer leaf, or of the server before it answers. */
  @Param("1000")
  long delayMicros;

  /** Length of the body that an http leaf gets. */
  @Param("64")
  int payloadBytes;

  /** Kept-alive connections of http leaves. */
  @Param("64")
  int connections;

  /** Threads of the pool of the platform and future models. */
  @Param("64")
  int poolSize;

  private @Nullable BackendLease backend;
  private LeafTimes times;
  private Gather gather;
  private LatencyRecorder service;
  private LatencyRecorder leafService;

  /** Opens the model with its threads, loops and connections. */
  @Setup
  public void open() throws InterruptedException {
    backend = leaf == LeafKind.HTTP ? BackendLease.take() : null;
    int port = backend == null ? 0 : backend.port();
    times = new LeafTimes(fanOut);
    LeafSpec spec = new LeafSpec(leaf, cpuTokens, delayMicros, payloadBytes, connections, port);
    gather = Gathers.open(model, spec, poolSize, times);
    service = LatencyRecorder.open("service");
    leafService = LatencyRecorder.open("leaf");
  }

  /** Closes all of it. */
  @TearDown
  public void close() {
    service.close();
    leafService.close();
    gather.close();
    if (backend != null) {
      backend.close();
    }
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
    requireCount(results.size());
    for (int i = 0; i < fanOut; i++) {
      requireValue(i, results.get(i));
    }
    return results;
  }

  private List<Outcome> collect() throws InterruptedException {
    long started = System.nanoTime();
    List<Outcome> outcomes = gather.collect(fanOut);
    record(System.nanoTime() - started);
    requireCount(outcomes.size());
    for (int i = 0; i < fanOut; i++) {
      Outcome outcome = outcomes.get(i);
      if (outcome.failure() != null) {
        throw new IllegalStateException(
            "gather, model " + model.id() + ": leaf " + i + " failed", outcome.failure());
      }
      requireValue(i, outcome.value());
    }
    return outcomes;
  }

  private void record(long serviceNanos) {
    service.record(serviceNanos);
    times.recordInto(leafService, fanOut);
  }

  private void requireCount(int count) {
    if (count != fanOut) {
      throw new IllegalStateException(
          "gather, model " + model.id() + ": wanted " + fanOut + " results, got " + count);
    }
  }

  private void requireValue(int index, long value) {
    if (value != index) {
      throw new IllegalStateException(
          "gather, model " + model.id() + ": result " + index + " is that of leaf " + value);
    }
  }
}
