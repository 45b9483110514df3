package org.asyncmark.pattern.gather;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

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
public class GatherBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cell has a server that answers at once, so that what is left is what
   * the models cost. The realistic one is a page that is put together from twenty services: a
   * service is at work for a while before it answers, here 2 ms, and what a model costs is small
   * beside that. The common cells hold the executor that {@code supplyAsync} has by default, on
   * which JDKs differ.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "gather",
              "start fanOut leaves at once and wait for all results, in order (asyncio.gather)",
              GatherBenchmark::new,
              GatherMechanism.values())
          .cells(Sizing.SMOKE, "leaf=http,timer fanOut=10", "leaf=cpu variant=collect fanOut=10")
          .cells(Sizing.TELLING, "leaf=http fanOut=100")
          .cells(Sizing.REALISTIC, "leaf=http fanOut=20 delayMicros=2000")
          .cells(
              Sizing.COMMON,
              "leaf=http fanOut=1000",
              "leaf=http fanOut=20 delayMicros=1000 mechanism=default-executor");

  /** What a leaf does. */
  @Param("HTTP")
  @Means(value = "what each leaf does", shown = true)
  LeafKind leaf;

  /** What a failure does; here no leaf fails, so this is the price of being ready for it. */
  @Param("FAIL_FAST")
  @Means(value = "what a failure does: end the gather, or be returned in place", shown = true)
  Variant variant;

  /** Number of leaves of an op. */
  @Param("100")
  @Means(value = "leaves of one op", shown = true)
  @Range(max = 1_000_000)
  int fanOut;

  private Gather gather;
  private LatencyRecorder service;
  private LatencyRecorder leafService;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected LeafKind leafKind() {
    return leaf;
  }

  @Override
  protected int leavesOfOp() {
    return fanOut;
  }

  @Override
  protected int atOnce() {
    return fanOut;
  }

  @Override
  protected boolean onPool() {
    return super.onPool() && mechanism() != GatherMechanism.DEFAULT_EXECUTOR;
  }

  @Override
  protected WarmUp.Op open() {
    gather = ((GatherMechanism) mechanism()).open(stage);
    service = meter.latency("service");
    leafService = meter.latency("leaf");
    return this::gather;
  }

  @Override
  protected boolean isRequest() {
    return variant == Variant.FAIL_FAST;
  }

  @Override
  protected Requests requests() {
    Gather asked = ((GatherMechanism) mechanism()).open(stage);
    return stage.requests(asked.op(fanOut), results -> check.requireInOrder(results, fanOut));
  }

  /** One whole gather. */
  @Benchmark
  public Object gather() throws ExecutionException, InterruptedException {
    times.clear();
    return variant == Variant.FAIL_FAST ? failFast() : collect();
  }

  private List<Long> failFast() throws ExecutionException, InterruptedException {
    long started = System.nanoTime();
    List<Long> results = gather.failFast(fanOut);
    record(System.nanoTime() - started);
    check.requireInOrder(results, fanOut);
    return results;
  }

  private List<Outcome> collect() throws ExecutionException, InterruptedException {
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
