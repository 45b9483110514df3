package org.asyncmark.pattern.retry;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
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
import org.asyncmark.pattern.PlannedOps;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.WaitingLeaf;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Retries with exponential back-off in the four models: {@code asyncio.sleep} between attempts.
 *
 * <p>Measured: one op starts all tasks, which share permits, and ends when each has had an attempt
 * that succeeded or has given up; {@code service} is that time. {@code lateness} is how long after
 * the end of its wait each further attempt began: the timer's doing, and where permits are given
 * back while a task waits, also the wait for the next one. {@code attempts} is their mean number.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server. What the tasks
 * wait for is much of {@code service}, in all models alike; what a platform thread costs meanwhile
 * is not in it. JMH's own score also holds the checks and the recording.
 *
 * <p>Parity: which attempts fail and how long is waited after each is drawn by seed, anew for every
 * op and the same in all models; every op checks that each task made exactly those attempts, asked
 * for exactly those waits, began none too early, and ended as planned. {@code RetryContractTest}
 * holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern retry}, or plain: {@code ./run-benchmarks.sh
 * jmh RetryBenchmark -p model=LOOP -p permit=HELD -prof org.asyncmark.measure.HdrProfiler}
 */
public class RetryBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cell is a service that fails one request in five, whose callers give
   * others their place while they wait; the common ones are callers that do not, and a service that
   * never fails: the price of being ready.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "retry",
              "attempt each of some tasks until it succeeds, with exponential back-off in between"
                  + " (asyncio.sleep in a loop)",
              RetryBenchmark::new,
              RetryMechanism.values())
          .cells(
              Sizing.SMOKE,
              "leaf=timer tasks=10 limit=3 failingPercent=50 mechanism=all",
              "leaf=http tasks=10 limit=3 permit=held")
          .cells(Sizing.TELLING, "leaf=http tasks=100 permit=given-back")
          .cells(
              Sizing.COMMON,
              "leaf=http tasks=100 permit=held",
              "leaf=http tasks=100 failingPercent=0");

  private static final int LEAST_CONNECTIONS = 64;

  private static final double MICROS_PER_MILLI = 1_000;

  /** What an attempt does. */
  @Param("HTTP")
  @Means(value = "what each attempt does", shown = true)
  WaitingLeaf leaf;

  /** Number of tasks of an op. */
  @Param("100")
  @Means(value = "tasks of one op; platform has a thread for each", shown = true)
  @Range(max = 9_999)
  int tasks;

  /** Attempts at work at once. */
  @Param("10")
  @Means(value = "permits that the tasks share", shown = true)
  @Range(max = 9_999)
  int limit;

  /** What a task does with its permit while it waits for its next attempt. */
  @Param("GIVEN_BACK")
  @Means(value = "what a task does with its permit while it waits", shown = true)
  WhileWaiting permit;

  /** Chance that an attempt fails. */
  @Param("20")
  @Means(value = "chance that an attempt fails, in percent", shown = true)
  @Range(min = 0, max = 100)
  int failingPercent;

  /** Attempts of a task at most. */
  @Param("5")
  @Means("attempts of a task at most, the first one included")
  @Range(max = 100)
  int maxAttempts;

  /** Longest wait after the first attempt. */
  @Param("2")
  @Means("wait after the first attempt, doubled from attempt to attempt; half of it is drawn")
  @Range(min = 0, max = 10_000)
  long backoffMillis;

  /** Longest wait. */
  @Param("20")
  @Means("longest wait between two attempts")
  @Range(min = 0, max = 10_000)
  long capMillis;

  private RetryPlan plan = // until the leaves are opened
      new RetryPlan(1, 1, new Backoff(0, 0), 0, Duration.ZERO);
  private LeafSpec attempt = new LeafSpec(LeafKind.TIMER, 0, 0, 0, 1, 0); // until then, too
  private Attempts op;
  private Retrying retrying;
  private LatencyRecorder service;
  private LatencyRecorder lateness;
  private RatioRecorder attempts;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected LeafKind leafKind() {
    return leaf.kind();
  }

  @Override
  protected int leavesOfOp() {
    return tasks * maxAttempts;
  }

  @Override
  protected int atOnce() {
    return Math.min(tasks, limit);
  }

  @Override
  protected int connectionsByDefault() {
    return Math.max(LEAST_CONNECTIONS, atOnce());
  }

  /** {@inheritDoc} Platform: one for each task. No step of the future model's blocks. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? tasks : cpus;
  }

  /** {@inheritDoc} What follows a wait does so with futures. */
  @Override
  protected boolean onPool() {
    return model == Model.PLATFORM || model == Model.FUTURE;
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (leaf == WaitingLeaf.HTTP) {
      requireEnough("limit", limit, "connections", atOnce(), connections);
    }
    if (model == Model.PLATFORM) {
      requireEnough("tasks", tasks, POOL_SIZE, tasks, poolSize);
    }
  }

  @Override
  protected double opMicros() {
    double waits = backoffMillis * MICROS_PER_MILLI * failingPercent / 100;
    double inLine = permit == WhileWaiting.HELD ? (double) tasks / limit : 1;
    return super.opMicros() / maxAttempts + waits * Math.max(1, inLine);
  }

  @Override
  protected Leaves leaves() throws InterruptedException {
    plan =
        new RetryPlan(
            tasks,
            maxAttempts,
            new Backoff(backoffMillis, capMillis),
            failingPercent,
            Duration.of(delayMicros, ChronoUnit.MICROS));
    attempt = spec(leafKind());
    return attempt.planned(plan);
  }

  @Override
  protected WarmUp.Op open() {
    op = new Attempts(plan);
    retrying = openRetrying(stage);
    service = meter.latency("service");
    lateness = meter.latency("lateness");
    attempts = meter.ratio("attempts", "#/task");
    return this::retry;
  }

  private Retrying openRetrying(Stage on) {
    return ((RetryMechanism) mechanism()).open(on, new PermitRule(limit, permit));
  }

  @Override
  protected boolean isRequest() {
    return true;
  }

  /** {@inheritDoc} Each goes by a plan of its own, of some that are drawn beforehand. */
  @Override
  protected Requests requests() {
    PlannedOps<RetryPlan> ops = new PlannedOps<>(leavesOfOp(), plan::another);
    Stage on = stageOf(attempt, ops);
    return on.requests(
        openRetrying(on)
            .op(
                () -> {
                  PlannedOps.Taken<RetryPlan> next = ops.next();
                  return new Attempts(next.plan(), next.firstLeaf());
                }),
        ended -> ended.require(check));
  }

  /** One op: all tasks, until each has succeeded or given up. */
  @Benchmark
  public Object retry() throws ExecutionException, InterruptedException {
    op.clear();
    plan.draw();
    long started = System.nanoTime();
    retrying.run(op);
    service.record(System.nanoTime() - started);
    op.require(check);
    op.recordInto(lateness);
    attempts.record(op.allMade(), tasks);
    return op;
  }
}
