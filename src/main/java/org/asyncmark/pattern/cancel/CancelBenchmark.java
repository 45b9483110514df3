package org.asyncmark.pattern.cancel;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Cancelling tasks that wait, in the four models: {@code task.cancel()}.
 *
 * <p>Measured: from the first cancelling call, {@code released} is the time until whoever waits for
 * the tasks is released, {@code quiet} until the last task has ended, and {@code reusable} until
 * new tasks have used what the cancelled ones waited for: the timer rings, each connection answers,
 * the lock can be taken, the queue passes an item. {@code service} is the whole call. {@code
 * reconnects} is what a cancelled request costs in connections: those that were opened in place of
 * closed ones.
 *
 * <p>Not measured: starting the tasks, which is part of every op, until each of them waits. JMH's
 * own score holds that, too, and is no measure of cancelling. Blocking requests are made on {@code
 * SocketChannel}, which an interrupt closes on platform and virtual threads alike; {@code
 * java.net.Socket}, which ignores it on the former, could not be cancelled there.
 *
 * <p>Parity: every op checks that each task was cancelled once, where it waited, and that what it
 * waited for works afterwards; {@code CancelContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern cancel}, or plain: {@code ./run-benchmarks.sh
 * jmh CancelBenchmark -p model=LOOP -p waiting=LOCK -prof org.asyncmark.measure.HdrProfiler}
 */
public class CancelBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cell is what a service cancels most: requests that are under way. The
   * common cells hold what costs no connection, timers in numbers and a lock.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "cancel",
              "cancel tasks that wait, and use what they waited for (asyncio.Task.cancel)",
              CancelBenchmark::new,
              CancelMechanism.values())
          .cells(Sizing.SMOKE, "waiting=http tasks=10 mechanism=all")
          .cells(Sizing.TELLING, "waiting=http tasks=100")
          .cells(Sizing.COMMON, "waiting=timer tasks=1000", "waiting=lock tasks=100");

  /** To be started, cancelled and ended, on platform threads. */
  private static final double MICROS_PER_TASK = 50;

  /** What the tasks wait in. */
  @Param("HTTP")
  @Means(value = "what the tasks wait in", shown = true)
  Waiting waiting;

  /** Tasks that are cancelled. */
  @Param("100")
  @Means(value = "tasks that are cancelled; platform has a thread for each", shown = true)
  @Range(max = 10_000)
  int tasks;

  private final LeafGate.OfTime gate = new LeafGate.OfTime();
  private CancelOp op;
  private Cancellation cancellation;
  private LatencyRecorder service;
  private LatencyRecorder released;
  private LatencyRecorder quiet;
  private LatencyRecorder reusable;
  private RatioRecorder reconnects;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected @Nullable LeafKind leafKind() {
    return waiting.leaf();
  }

  @Override
  protected int leavesOfOp() {
    return tasks;
  }

  /** {@inheritDoc} One for each task, so that the new tasks use those that were given up. */
  @Override
  protected int connectionsByDefault() {
    return tasks;
  }

  /** {@inheritDoc} Platform: one for each task. Nothing of the future model blocks a thread. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? tasks : cpus;
  }

  /** {@inheritDoc} The platform model has a thread for each task. */
  @Override
  protected boolean onPool() {
    return model == Model.FUTURE;
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (waiting == Waiting.HTTP && connections != tasks) {
      throw new IllegalArgumentException(
          "each of "
              + tasks
              + " tasks has a connection of its own, got connections="
              + connections
              + "; leave that out");
    }
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    idle.add("delayMicros"); // until it is cancelled, and none afterwards
    return idle;
  }

  @Override
  protected double opMicros() {
    return tasks * MICROS_PER_TASK;
  }

  @Override
  protected @Nullable Leaves leaves() throws InterruptedException {
    LeafKind kind = leafKind();
    return kind == null ? null : spec(kind).planned(gate);
  }

  @Override
  protected WarmUp.Op open() {
    op = new CancelOp(tasks, waiting, gate);
    cancellation = ((CancelMechanism) mechanism()).open(stage, op);
    service = meter.latency("service");
    released = meter.latency("released");
    quiet = meter.latency("quiet");
    reusable = meter.latency("reusable");
    reconnects = meter.ratio("reconnects", "#/cancel");
    return () -> {
      cancel();
      return null;
    };
  }

  /** One op: tasks come and wait, are cancelled, and others use what they waited for. */
  @Benchmark
  public void cancel() throws ExecutionException, InterruptedException {
    op.clear();
    long before = cancellation.reconnects();
    cancellation.arm();
    long started = System.nanoTime();
    cancellation.cancel();
    service.record(System.nanoTime() - started);
    op.require(check);
    op.recordInto(released, quiet, reusable);
    if (waiting == Waiting.HTTP) {
      reconnects.record((double) (cancellation.reconnects() - before), tasks);
    }
  }
}
