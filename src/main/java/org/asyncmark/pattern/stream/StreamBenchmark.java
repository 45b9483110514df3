package org.asyncmark.pattern.stream;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.Range;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Asynchronous generators in the four models: {@code async for}.
 *
 * <p>Measured: one op starts a consumer, which opens a stream, takes its items and closes it, and
 * ends when the source is free. {@code service} is that time as the calling thread sees it; {@code
 * transit} is the time of every 13th item from right before it is handed over to right after it is
 * taken; {@code close}, of a stream that is closed early, from closing it to its source's being
 * free; {@code leaf} is the work on each side of each item, if there is any.
 *
 * <p>{@code handoffs} is how many items had to wait on either side, for each item: to be handed
 * over, and to come. It is counted in ops of their own after the last measured one, and not where
 * the source fails.
 *
 * <p>Not measured: starting and stopping pools and loops. JMH's own score also holds the check of
 * the items and the recording; {@code service} holds neither.
 *
 * <p>Parity: every op checks that the consumer took each item in order and the planned end behind
 * them, that the source was held back, and that it was free when the op was over; {@code
 * StreamContractTest} holds the rest. The loop's {@code generator} never works ahead.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern stream}, or plain: {@code ./run-benchmarks.sh
 * jmh StreamBenchmark -p model=LOOP -p ahead=0 -prof org.asyncmark.measure.HdrProfiler}
 */
public class StreamBenchmark extends PatternBenchmark {
  /**
   * The pattern. The telling cell is what a stream has that a queue has not: each item goes from
   * hand to hand, and the consumer leaves before the source ends. The realistic one is a source
   * that works ahead, with about 5 µs of work on both sides of each item. The common ones hold what
   * is done otherwise: a buffer, the JDK's publisher, and a generator that has no task.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "stream",
              "take items from a source that works a few ahead, and close it (async for)",
              StreamBenchmark::new,
              StreamMechanism.values())
          .cells(
              Sizing.SMOKE,
              "ahead=0 items=100 ending=closed mechanism=all",
              "ahead=16 items=100 mechanism=all")
          .cells(Sizing.TELLING, "ahead=0 ending=closed")
          .cells(Sizing.REALISTIC, "ahead=16 cpuTokens=2500")
          .cells(
              Sizing.COMMON,
              "ahead=16 ending=closed",
              "ahead=16 ending=closed mechanism=submission-publisher",
              "ahead=0 ending=closed mechanism=generator");

  private static final double MICROS_PER_TOKEN = 0.002;

  /** For an item to be passed from one platform thread to another that waits for it. */
  private static final double MICROS_BETWEEN_THREADS = 8;

  private static final double MICROS_OTHERWISE = 0.5;

  /** How long ops go on that count; the first one is always made. */
  private static final long COUNTING_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Items that wait for the consumer at most. */
  @Param("0")
  @Means(
      value = "items that the source has ready at most, beside the one in its hand; 0 hands over",
      shown = true)
  @Range(min = 0, max = 1_000_000)
  int ahead;

  /** Items of an op. */
  @Param("1000")
  @Means(value = "items that the consumer takes", shown = true)
  @Range(max = 10_000_000)
  int items;

  /** What comes behind them. */
  @Param("EXHAUSTED")
  @Means(
      value = "what comes behind them: the source has no more, is closed early, or fails",
      shown = true)
  Ending ending;

  /** Work of source and consumer for each item. */
  @Param("0")
  @Means("work of the source and of the consumer for each item, in JMH's tokens")
  @Range(min = 0, max = 1_000_000_000)
  long cpuTokens;

  private StreamOp op;
  private Streaming streaming;
  private LatencyRecorder service;
  private LatencyRecorder transit;
  private LatencyRecorder close;
  private LatencyRecorder leafService;
  private RatioRecorder handoffs;
  private double countedWaits;
  private double countedItems;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected boolean suits(Mechanism mechanism) {
    return ((StreamMechanism) mechanism).has(ahead);
  }

  /** {@inheritDoc} A publisher that is full keeps a thread. */
  @Override
  protected int poolSize(int cpus) {
    return mechanism() == StreamMechanism.SUBMISSION_PUBLISHER ? Math.max(2, cpus) : cpus;
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (poolSize < 2 && mechanism() == StreamMechanism.SUBMISSION_PUBLISHER) {
      throw new IllegalArgumentException(
          "submission-publisher wants poolSize=2 at least, one for a source that waits, got "
              + poolSize);
    }
  }

  /** {@inheritDoc} The platform model has a thread for the source and one for the consumer. */
  @Override
  protected int threads() {
    return model == Model.PLATFORM ? 2 : super.threads();
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    if (cpuTokens == 0) {
      idle.add("cpuTokens");
    }
    return idle;
  }

  @Override
  protected double opMicros() {
    double passed = model == Model.PLATFORM ? MICROS_BETWEEN_THREADS : MICROS_OTHERWISE;
    return items * (passed + 2 * cpuTokens * MICROS_PER_TOKEN);
  }

  @Override
  protected @Nullable Leaves leaves() {
    return cpuTokens == 0 ? null : new LeafSpec(LeafKind.CPU, cpuTokens, 0, 0, 1, 0);
  }

  private StreamShape shape() {
    return new StreamShape(ahead, items, ending);
  }

  @Override
  protected int leavesOfOp() {
    return shape().leaves();
  }

  @Override
  protected WarmUp.Op open() {
    op = new StreamOp(shape());
    streaming = ((StreamMechanism) mechanism()).open(stage, shape());
    service = meter.latency("service");
    transit = meter.latency("transit");
    close = meter.latency("close");
    leafService = meter.latency("leaf");
    handoffs = meter.ratio("handoffs", "#/item");
    return this::stream;
  }

  /** One whole stream. */
  @Benchmark
  public Object stream() throws InterruptedException {
    times.clear();
    service.record(run(false));
    op.recordTransit(transit);
    op.recordClose(close);
    if (cpuTokens > 0) {
      times.recordInto(leafService, 2 * items);
    }
    return op;
  }

  /** Counts waits, in ops that are not measured. */
  @Override
  protected void afterWarmUp() throws InterruptedException {
    long started = System.nanoTime();
    do {
      run(true);
    } while (System.nanoTime() - started < COUNTING_NANOS);
  }

  /** A recorder is cleared at the beginning of each iteration. */
  @Override
  protected void afterLastOp() {
    handoffs.record(countedWaits, countedItems);
  }

  /** Runs and checks an op, and returns the time that it took. */
  private long run(boolean counting) throws InterruptedException {
    op.clear();
    Throwable thrown = null;
    long started = System.nanoTime();
    try {
      long waits = streaming.run(op, counting);
      if (counting) {
        countedWaits += waits;
        countedItems += items;
      }
    } catch (ExecutionException e) {
      thrown = e.getCause();
    }
    long ended = System.nanoTime();
    op.require(check, thrown);
    return ended - started;
  }
}
