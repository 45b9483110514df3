package org.asyncmark.pattern.queue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
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
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueBenchmark {
  /** How long ops go on that count; the first one is always made. */
  private static final long COUNTING_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The concurrency model. */
  @Param Model model;

  /** The class of the queue: the id of one that the model has with that capacity. */
  @Param(Mechanism.IDIOMATIC)
  String mechanism;

  /** Items that the queue holds; 0 for hand to hand, 2147483647 for no limit. */
  @Param("16")
  int capacity;

  /** Tasks that put. */
  @Param("1")
  int producers;

  /** Tasks that take. */
  @Param("1")
  int consumers;

  /** Items of an op, of all producers together. */
  @Param("10000")
  int items;

  /** How the consumers learn of the end. */
  @Param("SENTINEL")
  QueueShutdown shutdown;

  /** Work of a consumer for each item. */
  @Param("0")
  long cpuTokens;

  /** Threads of the pool of the future model. */
  @Param("2")
  int poolSize;

  private LeafTimes times;
  private Ledger ledger;
  private Relay relay;
  private LatencyRecorder service;
  private LatencyRecorder transit;
  private LatencyRecorder leafService;
  private RatioRecorder handoffs;

  /** Opens the model with its threads or loop. */
  @Setup
  public void open() {
    QueueShape shape = new QueueShape(capacity, producers, consumers, items, shutdown);
    QueueMechanism how = QueueMechanism.of(model, capacity, mechanism);
    String cell = "queue, model " + model.id() + ", mechanism " + how.id();
    times = new LeafTimes(cell, items);
    ledger = new Ledger(shape, cell);
    relay = Relays.open(model, how, shape, cpuTokens, poolSize, times);
    service = LatencyRecorder.open("service");
    transit = LatencyRecorder.open("transit");
    leafService = LatencyRecorder.open("leaf");
    handoffs = RatioRecorder.open("handoffs", "#/item");
    WarmUp.untilSteady(this::pass);
  }

  /** Counts waits and closes everything. */
  @TearDown
  public void countAndClose() throws ExecutionException, InterruptedException {
    service.close();
    transit.close();
    leafService.close();
    try {
      countWaits();
    } finally {
      handoffs.close();
      relay.close();
    }
  }

  /** One whole op. */
  @Benchmark
  public Object pass() throws ExecutionException, InterruptedException {
    ledger.clear();
    times.clear();
    long started = System.nanoTime();
    relay.run(ledger);
    service.record(System.nanoTime() - started);
    ledger.check();
    ledger.recordTransit(transit);
    if (cpuTokens > 0) {
      times.recordInto(leafService, items);
    }
    return ledger;
  }

  private void countWaits() throws ExecutionException, InterruptedException {
    long started = System.nanoTime();
    do {
      ledger.clear();
      long waits = relay.countWaits(ledger);
      ledger.check();
      handoffs.record(waits, items);
    } while (System.nanoTime() - started < COUNTING_NANOS);
  }
}
