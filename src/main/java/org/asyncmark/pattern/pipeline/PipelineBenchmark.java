package org.asyncmark.pattern.pipeline;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.leaf.LeafSpec;
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
import org.asyncmark.pattern.Requests;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Producers, a bounded queue, workers that may fail, and a monitor beside them, in the four models.
 *
 * <p>Measured: {@code service} is from starting all tasks to the end of the last one, items that
 * were left in the queue dropped. {@code residence} is the time of each item that was worked on,
 * from right before its put to its end, so waiting for room is in it. {@code heartbeat} is how late
 * each look of the monitor came, {@code depth} what it saw on average. {@code leaf} is the work on
 * each item where none is cancelled. {@code failed} and {@code dropped} are shares of the items
 * that were put.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server, and the end of
 * the monitor, which comes up to a period after the last worker's. JMH's own score holds that, too.
 *
 * <p>Parity: which items fail is drawn by seed, anew for every op and the same in all models. Every
 * op checks that each item that was put has one end, the drawn one: processed + failed = produced,
 * and with what was dropped if the pipeline is cancelled; {@code PipelineContractTest} holds the
 * rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern pipeline}, or plain: {@code
 * ./run-benchmarks.sh jmh PipelineBenchmark -p model=LOOP -p shutdown=CANCEL -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class PipelineBenchmark extends LeafBenchmark {
  /**
   * The pattern. In the telling cell the items are requests, some of which fail, and the pipeline
   * drains. The common ones are the same when it is cancelled half-way, and items that compute.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "pipeline",
              "produce items, queue them, work on them though some fail, and watch the queue",
              PipelineBenchmark::new,
              PipelineMechanism.values())
          .cells(
              Sizing.SMOKE,
              "leaf=timer producers=2 workers=4 capacity=4 items=40",
              "leaf=http producers=2 workers=4 capacity=4 items=40 shutdown=cancel")
          .cells(Sizing.TELLING, "leaf=http")
          .cells(Sizing.COMMON, "leaf=http shutdown=cancel", "leaf=cpu cpuTokens=2500");

  private static final double MICROS_PER_ITEM = 5;

  /** What a worker does with an item. */
  @Param("HTTP")
  @Means(value = "what a worker does with an item", shown = true)
  LeafKind leaf;

  /** Tasks that put. */
  @Param("4")
  @Means("tasks that put")
  @Range(max = 1_000)
  int producers;

  /** Tasks that take. */
  @Param("16")
  @Means(value = "tasks that take and work", shown = true)
  @Range(max = 1_000)
  int workers;

  /** Items that the queue holds. */
  @Param("64")
  @Means("items that the queue holds")
  @Range(max = 1_000_000)
  int capacity;

  /** Items of an op. */
  @Param("1000")
  @Means("items of one op, of all producers together")
  @Range(max = 1_000_000)
  int items;

  /** Share of the items that fail. */
  @Param("10")
  @Means("items that fail, in per cent, as they are drawn")
  @Range(min = 0, max = 100)
  int failingPercent;

  /** What ends the pipeline. */
  @Param("SENTINEL")
  @Means(
      value = "what ends it: an end mark for each worker, a closed queue, or all are cancelled",
      shown = true)
  PipelineShutdown shutdown;

  /** Time from one look of the monitor to the next. */
  @Param("1000")
  @Means("time from one look of the monitor to the next")
  @Range(min = 100, max = 1_000_000)
  int periodMicros;

  private PipelineOp op;
  private Pipeline pipeline;
  private Monitor monitor;
  private LatencyRecorder service;
  private LatencyRecorder residence;
  private LatencyRecorder lateness;
  private LatencyRecorder leafService;
  private RatioRecorder depth;
  private RatioRecorder failed;
  private RatioRecorder dropped;

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
    return items;
  }

  @Override
  protected int atOnce() {
    return workers;
  }

  @Override
  protected int connectionsByDefault() {
    return Math.max(super.connectionsByDefault(), workers);
  }

  /** {@inheritDoc} Nothing of the future model blocks a thread. */
  @Override
  protected int poolSize(int cpus) {
    return cpus;
  }

  /** {@inheritDoc} The platform model has a thread for each task. */
  @Override
  protected boolean onPool() {
    return model == Model.FUTURE;
  }

  @Override
  protected int threads() {
    return model == Model.PLATFORM ? shape().tasks() + 1 : super.threads();
  }

  @Override
  protected double opMicros() {
    return super.opMicros() + items * MICROS_PER_ITEM + periodMicros;
  }

  @Override
  protected @Nullable String absence() {
    if (shutdown == PipelineShutdown.CANCEL && leaf == LeafKind.CPU) {
      return "n/a (work that computes is not cancelled: it ends)";
    }
    return shutdown == PipelineShutdown.CLOSE && (model == Model.PLATFORM || model == Model.VIRTUAL)
        ? "n/a (a BlockingQueue cannot be closed; sentinel ends its workers)"
        : null;
  }

  /** {@inheritDoc} Those that wait can be cancelled in all models. */
  @Override
  protected Leaves leaves() throws InterruptedException {
    LeafSpec spec = spec(leaf);
    return leaf == LeafKind.CPU
        ? spec
        : spec.planned(LeafPlan.always(Duration.of(delayMicros, ChronoUnit.MICROS)));
  }

  private PipelineShape shape() {
    return new PipelineShape(capacity, producers, workers, items, shutdown);
  }

  @Override
  protected WarmUp.Op open() {
    op = new PipelineOp(shape(), failingPercent);
    pipeline = ((PipelineMechanism) mechanism()).open(stage, shape());
    monitor = new Monitor(TimeUnit.MICROSECONDS.toNanos(periodMicros));
    service = meter.latency("service");
    residence = meter.latency("residence");
    lateness = meter.latency("heartbeat");
    leafService = meter.latency("leaf");
    depth = meter.ratio("depth", "#/look");
    failed = meter.ratio("failed", "#/item");
    dropped = meter.ratio("dropped", "#/item");
    return this::process;
  }

  /** {@inheritDoc} The platform model has a thread for each task of all that are under way. */
  @Override
  protected boolean isRequest() {
    return model != Model.PLATFORM || Stage.hasThreads(shape().tasks() + 1);
  }

  /** {@inheritDoc} What the monitor saw is not looked at: it may not have ended. */
  @Override
  protected Requests requests() {
    AtomicInteger number = new AtomicInteger();
    Pipeline shared = ((PipelineMechanism) mechanism()).openForRequests(stage, shape());
    return stage.requests(
        shared.op(() -> drawn(number.getAndIncrement()), this::startedMonitor),
        ended -> ended.require(check));
  }

  private PipelineOp drawn(int number) {
    PipelineOp drawn = new PipelineOp(shape(), failingPercent, number);
    drawn.clear();
    return drawn;
  }

  private Monitor startedMonitor() {
    Monitor started = new Monitor(TimeUnit.MICROSECONDS.toNanos(periodMicros));
    started.start();
    return started;
  }

  /** One whole pipeline. */
  @Benchmark
  public Object process() throws ExecutionException, InterruptedException {
    op.clear();
    times.clear();
    monitor.start();
    pipeline.run(op, monitor);
    service.record(monitor.lastedNanos());
    op.require(check);
    op.recordResidence(residence);
    monitor.recordInto(lateness, check);
    monitor.recordDepth(depth, capacity, check);
    failed.record(op.count(PipelineOp.End.FAILED), op.produced());
    dropped.record(op.count(PipelineOp.End.DROPPED), op.produced());
    if (shutdown != PipelineShutdown.CANCEL) {
      times.recordInto(leafService, items);
    }
    return op;
  }
}
