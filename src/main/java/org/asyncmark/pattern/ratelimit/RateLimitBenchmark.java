package org.asyncmark.pattern.ratelimit;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A client that keeps to a rate in the four models: a token bucket before each of many leaves.
 *
 * <p>Measured: one op is all tasks, from handing the first over to having all results on the
 * calling thread, and begins with a full bucket; {@code service} is that time, which the rate
 * bounds from below. {@code acquire} is how long a task took from asking for its token to being
 * admitted, {@code lateness} how long after its token was due a task was admitted that had to wait:
 * that is the model's timer. {@code leaf} is the time of each leaf. {@code rate} is how many beyond
 * the burst were admitted in a second, up to the last; {@code burst} the most tasks that a window
 * of any length admitted beyond what comes in it, on average; {@code overtaking} the share of those
 * that waited which were admitted before one whose token was due earlier.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server. JMH's own score
 * also holds the checks and the recording.
 *
 * <p>Parity: every op checks each result, that each task was admitted once and none before its
 * token was due, that no window has more tokens than burst and rate allow, and that the rate was
 * used in full, see {@link Timeline#require}; {@code RateLimitContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern ratelimit}, or plain: {@code
 * ./run-benchmarks.sh jmh RateLimitBenchmark -p model=LOOP -p leaf=TIMER -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class RateLimitBenchmark extends LeafBenchmark {
  /**
   * The pattern. In the telling cell a token comes every 100 us, which is what timers are late by;
   * the realistic cell is the quota of an interface that is at work for 2 ms before it answers.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "ratelimit",
              "run tasks at a rate, by a token bucket that holds burst (a limiter around each task)",
              RateLimitBenchmark::new,
              RateLimitMechanism.values())
          .cells(
              Sizing.SMOKE,
              "leaf=timer tasks=10 burst=3 mechanism=all",
              "leaf=http tasks=10 burst=3")
          .cells(Sizing.TELLING, "leaf=http tasks=100 ratePerSecond=10000")
          .cells(Sizing.REALISTIC, "leaf=http tasks=50 ratePerSecond=1000 delayMicros=2000")
          .cells(Sizing.COMMON, "leaf=http tasks=100 ratePerSecond=10000 mechanism=bucket4j");

  private static final double MICROS = 1e6;

  /** What a leaf does. */
  @Param("HTTP")
  @Means(value = "what each leaf does", shown = true)
  LeafKind leaf;

  /** Number of tasks of an op. */
  @Param("100")
  @Means(value = "tasks of one op; platform has a thread for each", shown = true)
  @Range(min = 2, max = 9_999)
  int tasks;

  /** Tokens that come in a second. */
  @Param("10000")
  @Means(value = "tokens that come in a second", shown = true)
  @Range(max = 1_000_000)
  int ratePerSecond;

  /** Tokens that the bucket holds. */
  @Param("10")
  @Means(value = "tokens that the bucket holds, as it does when an op begins", shown = true)
  @Range(max = 9_998)
  int burst;

  private RateOp op;
  private RateLimited limited;
  private LatencyRecorder service;
  private LatencyRecorder acquire;
  private LatencyRecorder lateness;
  private LatencyRecorder leafService;
  private RatioRecorder rate;
  private RatioRecorder burstSeen;
  private RatioRecorder overtaking;

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
    return tasks;
  }

  /** {@inheritDoc} As many as start while the first is at work. */
  @Override
  protected int atOnce() {
    return (int) Math.min(tasks, burst + ratePerSecond * delayMicros / 1_000_000);
  }

  @Override
  protected int connectionsByDefault() {
    return Math.max(super.connectionsByDefault(), tasks);
  }

  /** {@inheritDoc} Platform: one for each task, which it holds while it waits for its token. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? tasks : super.poolSize(cpus);
  }

  /** {@inheritDoc} The leaves are at work while others wait for their tokens. */
  @Override
  protected double opMicros() {
    return Math.max(super.opMicros(), (tasks - burst) * MICROS / ratePerSecond);
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (tasks <= burst) {
      throw new IllegalArgumentException(
          "a burst of "
              + burst
              + " holds none of "
              + tasks
              + " tasks back; raise tasks or lower burst");
    }
    if (model == Model.PLATFORM) {
      requireEnough("tasks", tasks, POOL_SIZE, tasks, poolSize);
    }
  }

  @Override
  protected WarmUp.Op open() {
    op = new RateOp(tasks, new Rate(ratePerSecond, burst));
    limited = ((RateLimitMechanism) mechanism()).open(stage);
    service = meter.latency("service");
    acquire = meter.latency("acquire");
    lateness = meter.latency("lateness");
    leafService = meter.latency("leaf");
    rate = meter.ratio("rate", "#/s");
    burstSeen = meter.ratio("burst", "#/op");
    overtaking = meter.ratio("overtaking", "0..1");
    return this::keepRate;
  }

  /** All tasks, from handing the first over to having all results. */
  @Benchmark
  public Object keepRate() throws ExecutionException, InterruptedException {
    times.clear();
    op.clear();
    long started = System.nanoTime();
    List<Long> results = limited.run(op);
    service.record(System.nanoTime() - started);
    check.requireInOrder(results, tasks);
    op.require(check);
    Timeline line = new Timeline(op);
    line.require(check);
    op.recordInto(acquire, lateness);
    times.recordInto(leafService, tasks);
    rate.record(tasks - burst, line.lastedNanos() / (double) Rate.SECOND_NANOS);
    burstSeen.record(line.burst(), 1);
    int[] waiting = op.waiting();
    overtaking.record(op.overtaking(waiting), waiting.length);
    return results;
  }
}
