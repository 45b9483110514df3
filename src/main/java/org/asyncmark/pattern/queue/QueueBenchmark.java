package org.asyncmark.pattern.queue;

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
 * Producers and consumers around one queue in the four models: {@code asyncio.Queue}.
 *
 * <p>Measured: one op starts producers and consumers, passes all items through one new queue, shuts
 * it down and ends with the last consumer. {@code service} is that time as the calling thread sees
 * it; {@code transit} is the time of every 13th item from right before its put to right after its
 * take, so waiting for room is in it; {@code leaf} is the work on each item, if there is any.
 *
 * <p>{@code handoffs} is how many puts and takes had to wait, for each item: where it is small,
 * producers and consumers run in turns, each for many items. It is counted in ops of their own
 * after the last measured one.
 *
 * <p>Not measured: starting and stopping pools and loops. JMH's own score also holds the check of
 * the items and the recording; {@code service} holds neither.
 *
 * <p>Parity: every op checks that each item was taken exactly once and in order, and that every
 * consumer ended; {@code QueueContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern queue}, or plain: {@code ./run-benchmarks.sh
 * jmh QueueBenchmark -p model=LOOP -p capacity=128 -prof org.asyncmark.measure.HdrProfiler}
 */
public class QueueBenchmark extends PatternBenchmark {
  /**
   * The pattern. The realistic cell is a pipeline of some producers and consumers with room for a
   * burst between them, in which each item is worth about 5 µs of work: items that cost nothing are
   * passed on by nobody.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "queue",
              "pass items from producers to consumers through one queue (asyncio.Queue)",
              QueueBenchmark::new,
              QueueMechanism.values())
          .cells(
              Sizing.SMOKE,
              "capacity=16 items=1000",
              "capacity=0 producers=2 consumers=2 items=1000 shutdown=join")
          .cells(Sizing.TELLING, "capacity=16")
          .cells(
              Sizing.REALISTIC, "capacity=128 producers=4 consumers=4 items=1000 cpuTokens=2500");

  private static final double MICROS_PER_TOKEN = 0.002;

  /** For an item to be passed from one platform thread to another. */
  private static final double MICROS_BETWEEN_THREADS = 1.4;

  private static final double MICROS_OTHERWISE = 0.05;

  /** How long ops go on that count; the first one is always made. */
  private static final long COUNTING_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Items that the queue holds; 0 for hand to hand, 2147483647 for no limit. */
  @Param("16")
  @Means(value = "items that the queue holds; 0 hands over from put to take", shown = true)
  @Range(min = 0, max = 1_000_000, word = "unbounded", meaning = QueueShape.UNBOUNDED)
  int capacity;

  /** Tasks that put. */
  @Param("1")
  @Means(value = "tasks that put", shown = true)
  @Range(max = 1_000)
  int producers;

  /** Tasks that take. */
  @Param("1")
  @Means(value = "tasks that take", shown = true)
  @Range(max = 1_000)
  int consumers;

  /** Items of an op, of all producers together. */
  @Param("10000")
  @Means("items of one op, of all producers together")
  @Range(max = 10_000_000)
  int items;

  /** How the consumers learn of the end. */
  @Param("SENTINEL")
  @Means(
      "how consumers learn of the end: an end mark each, a closed queue, or cancelled after all"
          + " items were dealt with")
  QueueShutdown shutdown;

  /** Work of a consumer for each item. */
  @Param("0")
  @Means("work of a consumer for each item, in JMH's tokens")
  @Range(min = 0, max = 1_000_000_000)
  long cpuTokens;

  private Ledger ledger;
  private Relay relay;
  private LatencyRecorder service;
  private LatencyRecorder transit;
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
    return ((QueueMechanism) mechanism).has(capacity);
  }

  @Override
  protected @Nullable String absence() {
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          shutdown == QueueShutdown.CLOSE
              ? "n/a (a BlockingQueue cannot be closed; sentinel and join end its consumers)"
              : null;
      case FUTURE -> null;
      case LOOP ->
          capacity == 0 ? "n/a (the loop's queue is asyncio's, where 0 stands for no limit)" : null;
      case ASYNCIO -> throw Model.notInJava();
    };
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
    return items * (passed + cpuTokens * MICROS_PER_TOKEN);
  }

  @Override
  protected @Nullable Leaves leaves() {
    return cpuTokens == 0 ? null : new LeafSpec(LeafKind.CPU, cpuTokens, 0, 0, 1, 0);
  }

  @Override
  protected int leavesOfOp() {
    return items;
  }

  @Override
  protected WarmUp.Op open() {
    QueueShape shape = new QueueShape(capacity, producers, consumers, items, shutdown);
    ledger = new Ledger(shape, check.cell());
    relay = ((QueueMechanism) mechanism()).open(stage, shape);
    service = meter.latency("service");
    transit = meter.latency("transit");
    leafService = meter.latency("leaf");
    handoffs = meter.ratio("handoffs", "#/item");
    return this::pass;
  }

  /** One whole op. */
  @Benchmark
  public Object pass() throws ExecutionException, InterruptedException {
    ledger.clear();
    times.clear();
    long started = System.nanoTime();
    relay.run(ledger, false);
    service.record(System.nanoTime() - started);
    ledger.check();
    ledger.recordTransit(transit);
    if (cpuTokens > 0) {
      times.recordInto(leafService, items);
    }
    return ledger;
  }

  /** Counts waits, in ops that are not measured. */
  @Override
  protected void afterWarmUp() throws ExecutionException, InterruptedException {
    long started = System.nanoTime();
    do {
      ledger.clear();
      countedWaits += relay.run(ledger, true);
      ledger.check();
      countedItems += items;
    } while (System.nanoTime() - started < COUNTING_NANOS);
  }

  /** A recorder is cleared at the beginning of each iteration. */
  @Override
  protected void afterLastOp() {
    handoffs.record(countedWaits, countedItems);
  }
}
