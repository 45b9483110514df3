package org.asyncmark.pattern.lock;

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
import org.asyncmark.pattern.Requests;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Contended locks in the four models: {@code asyncio.Lock} around shared state.
 *
 * <p>Measured: one op is all contenders taking their locks as often as planned, from handing the
 * first contender over until the last has ended; {@code service} is that time. {@code acquire} is
 * the time from asking for a lock to having it, of every acquisition; {@code handover} the time
 * from a release to the next holder, of those acquisitions that had been asked for by then; {@code
 * leaf} the time of the work under the lock. {@code jain} is how evenly a lock was shared ({@link
 * Fairness}), {@code longestwait} the longest acquisition of an op, on average.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server; virtual threads
 * are started in the op, as they are in use. JMH's own score also holds the checks and the
 * recording; {@code service} holds neither, but it holds three clock readings for each acquisition,
 * two of them under the lock.
 *
 * <p>Parity: every op checks that each counter is exact, that no two contenders were inside a lock
 * at once, and that each had its turns; {@code LockContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern lock}, or plain: {@code ./run-benchmarks.sh
 * jmh LockBenchmark -p model=VIRTUAL -p mechanism=synchronized -p hold=NONE -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class LockBenchmark extends LeafBenchmark {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final int FEW = 4 * PROCESSORS;
  private static final int MANY = 384 * PROCESSORS;

  /** As the number of locks: each contender has a lock of its own. */
  private static final int ONE_EACH = 0;

  // JMH's tokens: 1 and 5 µs where they were calibrated, at 1.9 to 2.3 ns a token
  private static final int SHORT_CPU = 500;
  private static final int MIDDLE_CPU = 2_500;

  /** Of a lock whose contenders are resumed one after another. */
  private static final double MICROS_PER_ACQUISITION = 2;

  private static final long MOST_TURNS = 20_000;
  private static final long MOST_TOKENS = 10_000_000;
  // few, because where they pin carriers they follow on one another
  private static final long MOST_TIMERS = 32;
  private static final long MOST_TIMERS_OF_A_LOCK = 4;
  private static final long MOST_REQUESTS = 500;
  private static final long MOST_REQUESTS_OF_A_LOCK = 100;

  /**
   * The pattern. The realistic cell is a lock around something that a service has one of, held
   * across a call to another service, which is at work for a millisecond before it answers: that is
   * when a lock has a line of waiters.
   *
   * <p>The common cells hold the two opposite settings in which monitors under virtual threads
   * differ between JDKs: a lock for each task that is held across a wait, which pins the carrier up
   * to JDK 23; and one lock for many tasks that is held for some microseconds, where from JDK 24 on
   * those who block are resumed by one thread. They are compared from JDK to JDK; {@code profile
   * --explain lock} holds them against the idiomatic lock. Of idiomatic locks with so many
   * contenders there is no cell: with more contrasts than these ten rounds could show none of them.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "lock",
              "contenders take their locks again and again and hold them, across a wait or not"
                  + " (asyncio.Lock)",
              LockBenchmark::new,
              LockMechanism.values())
          .cells(
              Sizing.SMOKE,
              "hold=none contenders=" + FEW,
              "hold=timer locks=task contenders=" + FEW)
          .cells(Sizing.TELLING, "hold=http contenders=" + FEW)
          .cells(Sizing.REALISTIC, "hold=http delayMicros=1000 acquisitions=1 contenders=" + FEW)
          .cells(
              Sizing.COMMON,
              "hold=cpu mechanism=synchronized cpuTokens=" + MIDDLE_CPU + " contenders=" + MANY,
              "hold=timer locks=task mechanism=synchronized contenders=" + MANY);

  /** What a contender does while it holds its lock. */
  @Param("NONE")
  @Means(value = "what a contender does while it holds its lock", shown = true)
  HoldKind hold;

  /** Number of tasks; 0 for four times as many as there are processors. */
  @Param("0")
  @Means(value = "tasks of one op", shown = true)
  @Range(max = 100_000)
  int contenders;

  /** Number of locks; contender i contends for lock i modulo this. */
  @Param("1")
  @Means(value = "how many locks they share; task: each has its own", shown = true)
  @Range(max = 100_000, word = "task", meaning = ONE_EACH)
  int locks;

  /** How often each contender takes its lock in an op; 0 for as often as makes an op 1 to 50 ms. */
  @Param("0")
  @Means("how often each contender takes its lock in an op")
  @Range(max = 10_000_000)
  int acquisitions;

  private GuardedState state;
  private Contention contention;
  private LatencyRecorder service;
  private LatencyRecorder acquire;
  private LatencyRecorder handover;
  private LatencyRecorder leafService;
  private RatioRecorder jain;
  private RatioRecorder longestWait;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected @Nullable LeafKind leafKind() {
    return hold.leaf();
  }

  @Override
  protected int leavesOfOp() {
    return hold == HoldKind.NONE ? 0 : plan().leaves();
  }

  @Override
  protected long cpuTokensByDefault() {
    return SHORT_CPU;
  }

  /** {@inheritDoc} Nothing in the future model ever blocks a thread of the pool. */
  @Override
  protected int poolSize(int cpus) {
    return cpus;
  }

  /** {@inheritDoc} The platform model has a thread for each contender. */
  @Override
  protected boolean onPool() {
    return model == Model.FUTURE;
  }

  @Override
  protected @Nullable String absence() {
    return mechanism() == LockMechanism.CONFINEMENT && hold.waits()
        ? "n/a (confinement ends where a task waits)"
        : null;
  }

  @Override
  protected void settle(int cpus) {
    contenders = contenders == 0 ? FEW : contenders;
    super.settle(cpus);
    acquisitions = acquisitions == 0 ? acquisitionsByDefault() : acquisitions;
  }

  /** Returns as many as make an op take 1 to 50 ms where nothing but the hold takes time. */
  private int acquisitionsByDefault() {
    long ofOneLock = locks == ONE_EACH ? 1 : Math.max(1, contenders / locks);
    long wanted =
        switch (hold) {
          case NONE -> MOST_TURNS / contenders;
          case CPU -> Math.min(MOST_TURNS, MOST_TOKENS / Math.max(1, cpuTokens)) / contenders;
          case TIMER -> Math.min(MOST_TIMERS / contenders, MOST_TIMERS_OF_A_LOCK / ofOneLock);
          case HTTP -> Math.min(MOST_REQUESTS / contenders, MOST_REQUESTS_OF_A_LOCK / ofOneLock);
        };
    return Math.toIntExact(Math.max(1, wanted));
  }

  private LockPlan plan() {
    return new LockPlan(contenders, locks == ONE_EACH ? contenders : locks, acquisitions);
  }

  /** {@inheritDoc} Each in a lock of its own. */
  @Override
  protected int atOnce() {
    return plan().locks();
  }

  @Override
  protected double opMicros() {
    return super.opMicros() + plan().leaves() * MICROS_PER_ACQUISITION;
  }

  @Override
  protected @Nullable Leaves leaves() throws InterruptedException {
    return hold.waits() ? super.leaves() : new Hold(super.leaves());
  }

  @Override
  protected WarmUp.Op open() {
    state = new GuardedState(plan());
    contention = openContention(state);
    service = meter.latency("service");
    acquire = meter.latency("acquire");
    handover = meter.latency("handover");
    leafService = meter.latency("leaf");
    jain = meter.ratio("jain", "0..1");
    longestWait = meter.ratio("longestwait", "us/op");
    return () -> {
      contend();
      return null;
    };
  }

  private Contention openContention(GuardedState guarded) {
    return ((LockMechanism) mechanism()).open(stage, guarded);
  }

  @Override
  protected boolean isRequest() {
    return true;
  }

  @Override
  protected Requests requests() {
    return stage.requests(openContention(new GuardedState(plan())).op(), this::requireRight);
  }

  private void requireRight(GuardedState ended) {
    String violation = ended.violation();
    if (violation != null) {
      throw check.failed(violation);
    }
  }

  /** All contenders, from the first to start to the last to end. */
  @Benchmark
  public void contend() throws ExecutionException, InterruptedException {
    times.clear();
    state.clear();
    long started = System.nanoTime();
    contention.run();
    service.record(System.nanoTime() - started);
    requireRight(state);
    longestWait.record(state.recordInto(acquire, handover) / 1_000.0, 1);
    state.recordInto(jain);
    if (hold != HoldKind.NONE) {
      times.recordInto(leafService, state.plan().leaves());
    }
  }
}
