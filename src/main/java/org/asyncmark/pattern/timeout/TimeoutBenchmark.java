package org.asyncmark.pattern.timeout;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.asyncmark.pattern.WaitingLeaf;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Deadlines in the four models: {@code asyncio.timeout} and {@code wait_for}.
 *
 * <p>Measured: one op starts all leaves, each under a deadline, and ends when each has its value or
 * has expired and its work has ended; {@code service} is that time. {@code lateness} is how long
 * after its deadline the caller of each expired leaf was released; {@code quiet} is the time from
 * the last deadline that passed to the end of all the work that expired. Where nothing expires,
 * {@code service} less that of gather is the price of setting the deadlines and taking them back.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server. A request that
 * expires costs its connection in all models, and the next op opens another one, which is in {@code
 * service}. JMH's own score also holds the checks and the recording.
 *
 * <p>Parity: the leaves that outlast their deadline are drawn by seed, anew for every op and the
 * same in all models; every op checks that exactly those expired, none too early, and that the
 * others gave their values. {@code TimeoutContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern timeout}, or plain: {@code
 * ./run-benchmarks.sh jmh TimeoutBenchmark -p model=LOOP -p expiringPercent=100 -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class TimeoutBenchmark extends LeafBenchmark {
  /**
   * The pattern. In the telling cell nothing expires, as on most days: it is the price of being
   * ready. The common cells are the bad days, one leaf in a hundred and all of them.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "timeout",
              "start fanOut leaves and wait for each until its deadline, which some outlast"
                  + " (asyncio.timeout)",
              TimeoutBenchmark::new,
              TimeoutMechanism.values())
          .cells(
              Sizing.SMOKE,
              "leaf=timer fanOut=10 expiringPercent=1 mechanism=all",
              "leaf=http fanOut=10 expiringPercent=100")
          .cells(Sizing.TELLING, "leaf=http fanOut=100 expiringPercent=0")
          .cells(Sizing.COMMON, "leaf=http fanOut=100 expiringPercent=1,100");

  private static final int ALL_PERCENT = 100;

  /** Longer than a leaf takes on a bad day, for where some have to be in time. */
  private static final long AMPLE_MICROS = 100_000;

  /** For where nothing is in time. */
  private static final long SHORT_MICROS = 5_000;

  /** Further than the first ops take, in which nothing is compiled. */
  private static final Duration UNHURRIED = Duration.ofSeconds(5);

  private static final int UNHURRIED_OPS = 5;

  /** What a leaf does. */
  @Param("HTTP")
  @Means(value = "what each leaf does", shown = true)
  WaitingLeaf leaf;

  /** Number of leaves of an op. */
  @Param("100")
  @Means(value = "leaves of one op; platform has a thread for each", shown = true)
  @Range(max = 9_999)
  int fanOut;

  /** Share of the leaves that outlast their deadline. */
  @Param("0")
  @Means(value = "leaves that outlast their deadline, in per cent and rounded up", shown = true)
  @Range(min = 0, max = ALL_PERCENT)
  int expiringPercent;

  /** Deadline of each leaf; 0 for 100 ms, or 5 ms where all expire. */
  @Param("0")
  @Means("deadline of each leaf from its start, or of all from the first")
  @Range(max = 5_000_000)
  long deadlineMicros;

  private TimeoutPlan plan = new TimeoutPlan(1, 0, Duration.ZERO); // until the leaves are opened
  private TimedOp op;
  private Timed timed;
  private LatencyRecorder service;
  private LatencyRecorder lateness;
  private LatencyRecorder quiet;

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
    return fanOut;
  }

  @Override
  protected int atOnce() {
    return fanOut;
  }

  @Override
  protected int connectionsByDefault() {
    return Math.max(super.connectionsByDefault(), fanOut);
  }

  /** {@inheritDoc} Platform: one for each leaf and one that waits for them. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? fanOut + 1 : super.poolSize(cpus);
  }

  private int expiring() {
    return TimeoutPlan.share(fanOut, expiringPercent);
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    boolean allExpire = expiring() == fanOut;
    if (deadlineMicros == 0) {
      deadlineMicros = allExpire ? SHORT_MICROS : AMPLE_MICROS;
    }
    if (!allExpire && delayMicros >= deadlineMicros) {
      throw new IllegalArgumentException(
          "leaves that take "
              + delayMicros
              + " us would all expire after "
              + deadlineMicros
              + " us; raise deadlineMicros or lower delayMicros");
    }
    if (leaf == WaitingLeaf.HTTP) {
      requireEnough("fanOut", fanOut, "connections", fanOut, connections);
    }
    if (model == Model.PLATFORM) {
      requireEnough("fanOut", fanOut, POOL_SIZE, fanOut + 1, poolSize);
    }
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    if (expiring() == fanOut) {
      idle.add("delayMicros");
    }
    return idle;
  }

  @Override
  protected double opMicros() {
    return expiring() == 0 ? super.opMicros() : deadlineMicros;
  }

  @Override
  protected Leaves leaves() throws InterruptedException {
    plan = new TimeoutPlan(fanOut, expiring(), Duration.of(delayMicros, ChronoUnit.MICROS));
    return spec(leafKind()).planned(plan);
  }

  @Override
  protected WarmUp.Op open() throws ExecutionException, InterruptedException {
    timed = openTimed();
    op = new TimedOp(fanOut, Duration.of(deadlineMicros, ChronoUnit.MICROS));
    service = meter.latency("service");
    lateness = meter.latency("lateness");
    quiet = meter.latency("quiet");
    return this::timeOut;
  }

  private Timed openTimed() throws ExecutionException, InterruptedException {
    Timed opened = ((TimeoutMechanism) mechanism()).open(stage);
    TimedOp unhurried = new TimedOp(fanOut, UNHURRIED);
    for (int i = 0; i < UNHURRIED_OPS; i++) { // the plan has nobody outlast it yet
      unhurried.clear();
      opened.run(unhurried);
      unhurried.require(check, plan);
    }
    return opened;
  }

  /**
   * {@inheritDoc} One whose leaf expires takes as long as its deadline, whatever the model does.
   */
  @Override
  protected boolean isRequest() {
    return expiring() == 0;
  }

  @Override
  protected Requests requests() throws ExecutionException, InterruptedException {
    Duration deadline = Duration.of(deadlineMicros, ChronoUnit.MICROS);
    return stage.requests(
        openTimed().op(() -> TimedOp.ofRequest(fanOut, deadline)),
        ended -> ended.require(check, plan));
  }

  /** One op: all leaves, until each has its value or its work has ended. */
  @Benchmark
  public Object timeOut() throws ExecutionException, InterruptedException {
    op.clear();
    plan.draw();
    long started = System.nanoTime();
    timed.run(op);
    service.record(System.nanoTime() - started);
    op.require(check, plan);
    op.recordInto(lateness, quiet);
    return op;
  }
}
