package org.asyncmark.pattern.pool;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A connection pool in the four models: many tasks share a few connections, as they do in {@code
 * async with pool.acquire()}.
 *
 * <p>Measured: one op runs all tasks, each of which borrows a slot for its leaf; {@code service} is
 * the time until all have ended, {@code acquire} is how long each waited for its slot, {@code leaf}
 * is the time of each leaf. {@code utilisation} is the share of its time that a slot was lent.
 * {@code ceiling} is the throughput as a share of what Little's law allows, slots / leaf time: 1 is
 * a pool that costs nothing, and no model can have more.
 *
 * <p>Not measured: opening the pool, and a connection in place of a broken one: a slot costs
 * nothing to open, it is the finding out and the replacing that is measured. Http leaves have
 * connections of their own, as many as slots at least, so that who has a slot never waits for one.
 * JMH's own score also holds the checks, and the wait for slots that are replaced in the
 * background.
 *
 * <p>Parity: whose slot breaks is drawn by seed, the same in all models. Every op checks each
 * result, that no slot was lent to two tasks at once or after it had broken, that never more were
 * lent than there are, that nobody waited in vain, that all came back, and that each broken one was
 * replaced once; {@code PoolContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern pool}, or plain: {@code ./run-benchmarks.sh
 * jmh PoolBenchmark -p model=LOOP -p leaf=TIMER -prof org.asyncmark.measure.HdrProfiler}
 */
public class PoolBenchmark extends LeafBenchmark {
  /**
   * The pattern. The realistic cell is a service whose database is at work for 2 ms, and the one
   * with a timer of 10 ms shows how close to the ceiling a model comes.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "pool",
              "run tasks that each borrow one of a few connections for their leaf"
                  + " (a connection pool)",
              PoolBenchmark::new,
              PoolMechanism.values())
          .cells(
              Sizing.SMOKE,
              "leaf=http tasks=20 slots=3 mechanism=all",
              "leaf=timer tasks=20 slots=3 order=lifo brokenPercent=10")
          .cells(Sizing.TELLING, "leaf=http tasks=100 slots=10")
          .cells(Sizing.REALISTIC, "leaf=http tasks=100 slots=10 delayMicros=2000")
          .cells(
              Sizing.COMMON,
              "leaf=http tasks=100 slots=10 mechanism=hikari",
              "leaf=timer tasks=100 slots=10 delayMicros=10000 mechanism=all");

  /** The most platform threads that are taken without being asked for. */
  private static final int MOST_THREADS = 1_000;

  /** What a leaf does. */
  @Param("HTTP")
  @Means(value = "what each leaf does", shown = true)
  LeafKind leaf;

  /** Number of tasks of an op. */
  @Param("100")
  @Means(value = "tasks of one op, each with a leaf", shown = true)
  @Range(max = 1_000_000)
  int tasks;

  /** Number of connections. */
  @Param("10")
  @Means(value = "connections of the pool, one for each leaf at work", shown = true)
  @Range(max = 1_000)
  int slots;

  /** In which order idle connections are lent. */
  @Param("FIFO")
  @Means("which idle connection is lent: that longest idle or that last given back")
  Order order;

  /** How likely a connection breaks under a task. */
  @Param("0")
  @Means("connections that break under their task and are replaced, in per cent of the tasks")
  @Range(min = 0, max = 100)
  int brokenPercent;

  /** How long a task waits for a connection; in vain is an error. */
  @Param("30000")
  @Means("longest wait for a connection; to wait in vain is an error")
  @Range(max = 600_000)
  int acquireTimeoutMillis;

  private Slots opened;
  private Pool pool;
  private PoolOp op;
  private long wanted;
  private LatencyRecorder service;
  private LatencyRecorder leafService;
  private LatencyRecorder acquire;
  private RatioRecorder utilisation;
  private RatioRecorder ceiling;

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

  @Override
  protected int atOnce() {
    return Math.min(tasks, slots);
  }

  @Override
  protected int connectionsByDefault() {
    return slots;
  }

  /** {@inheritDoc} Platform: one for each task up to a thousand; tasks hold it while they wait. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? Math.min(tasks, MOST_THREADS) : super.poolSize(cpus);
  }

  @Override
  protected boolean suits(Mechanism mechanism) {
    return ((PoolMechanism) mechanism).lends(order);
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (leaf == LeafKind.HTTP) {
      requireEnough("slots", slots, "connections", slots, connections);
    }
    if (model == Model.PLATFORM) {
      requireEnough("slots", slots, POOL_SIZE, atOnce(), poolSize);
    }
    if (mechanism() == PoolMechanism.HIKARI) {
      HikariLender.requireTimeout(acquireTimeoutMillis);
    }
  }

  @Override
  protected WarmUp.Op open() throws Exception {
    openPool();
    op = new PoolOp(check.cell(), tasks, brokenPercent);
    service = meter.latency("service");
    leafService = meter.latency("leaf");
    acquire = meter.latency("acquire");
    utilisation = meter.ratio("utilisation", "0..1");
    ceiling = meter.ratio("ceiling", "0..1");
    return this::pool;
  }

  private void openPool() throws Exception {
    opened = new Slots(slots);
    wanted = slots;
    PoolSpec spec = new PoolSpec(opened, order, Duration.ofMillis(acquireTimeoutMillis));
    pool = ((PoolMechanism) mechanism()).open(stage, spec);
    requireWhole();
  }

  @Override
  protected boolean isRequest() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>That the pool is whole again is not looked at: behind a request others have slots.
   */
  @Override
  protected Requests requests() throws Exception {
    openPool();
    AtomicInteger number = new AtomicInteger();
    return stage.requests(
        pool.op(() -> new PoolOp(check.cell(), tasks, brokenPercent, number.getAndIncrement())),
        ended -> ended.require(check, slots));
  }

  /** One op: all tasks, and then a pool that is whole again. */
  @Benchmark
  public Object pool() throws Exception {
    times.clear();
    wanted += op.next();
    long started = System.nanoTime();
    pool.run(op);
    long took = System.nanoTime() - started;
    service.record(took);
    op.require(check, slots);
    requireWhole();
    record(slots * took);
    return op;
  }

  /**
   * Records the times of the op's tasks.
   *
   * @param possibleNanos how long the slots could have been lent, all together
   */
  private void record(long possibleNanos) {
    times.recordInto(leafService, tasks);
    op.waits().recordInto(acquire, tasks);
    long busyNanos = times.sumNanos(tasks);
    if (busyNanos > possibleNanos) {
      throw check.failed(
          "leaves were at work for " + busyNanos + " ns, slots allow " + possibleNanos);
    }
    utilisation.record((double) op.loans().sumNanos(tasks), (double) possibleNanos);
    ceiling.record((double) busyNanos, (double) possibleNanos);
  }

  /** Requires that all slots are idle, and none was opened but in place of a broken one. */
  private void requireWhole() throws Exception {
    if (!opened.awaitAll(pool::idle) || opened.opened() != wanted) {
      throw check.failed(
          "wanted "
              + slots
              + " idle slots of "
              + wanted
              + " that were opened, got "
              + pool.idle()
              + " of "
              + opened.opened());
    }
  }
}
