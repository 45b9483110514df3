package org.asyncmark.pattern.fanout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Fan-out with a limit in the four models: {@code asyncio.Semaphore} around each of many tasks.
 *
 * <p>Measured: one op is one whole fan-out, from handing the first leaf over to having all results
 * on the calling thread; {@code service} is that time, {@code leaf} is the time of each leaf from
 * its actual start to its result, {@code acquire} is how long each leaf waited for its permit, from
 * asking for it to having it.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server; waiting for a
 * thread before a task can ask for its permit is in {@code service} alone. JMH's own score also
 * holds the checks and the recording; {@code service} holds neither.
 *
 * <p>Parity: every op checks each result, that each leaf ran, and that never more than {@code
 * limit} of them were at work at once, see {@link InFlight}; {@code FanOutContractTest} holds the
 * rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern fanout}, or plain: {@code ./run-benchmarks.sh
 * jmh FanOutBenchmark -p model=LOOP -p leaf=CPU -prof org.asyncmark.measure.HdrProfiler}
 */
public class FanOutBenchmark extends LeafBenchmark {
  /**
   * The pattern. The realistic cell is a batch of calls to a service that allows ten at a time and
   * is at work for 2 ms before it answers: without that wait the limit would hardly hold anybody
   * back.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "fanout",
              "run fanOut leaves, at most limit of them at once"
                  + " (asyncio.Semaphore around each task)",
              FanOutBenchmark::new,
              FanOutMechanism.values())
          .cells(
              Sizing.SMOKE,
              "leaf=http fanOut=10 limit=3",
              "leaf=timer fanOut=10 limit=3 permit=before")
          .cells(Sizing.TELLING, "leaf=http fanOut=100 limit=10")
          .cells(Sizing.REALISTIC, "leaf=http fanOut=50 limit=10 delayMicros=2000");

  private static final int LEAST_CONNECTIONS = 64;

  /** The most platform threads that are taken without being asked for. */
  private static final int MOST_THREADS = 1_000;

  /** What a leaf does. */
  @Param("HTTP")
  @Means(value = "what each leaf does", shown = true)
  LeafKind leaf;

  /** Number of leaves of an op. */
  @Param("100")
  @Means(value = "leaves of one op", shown = true)
  @Range(max = 1_000_000)
  int fanOut;

  /** Leaves at work at once. */
  @Param("10")
  @Means(value = "leaves at work at once", shown = true)
  @Range(max = 10_000)
  int limit;

  /** Where the permit of a leaf is taken. */
  @Param("INSIDE")
  @Means("where a permit is taken: inside each task, or before it is started")
  PermitPlace permit;

  private LeafTimes waits;
  private FanOut fan;
  private InFlight inFlight;
  private LatencyRecorder service;
  private LatencyRecorder leafService;
  private LatencyRecorder acquire;

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
    return fanOut;
  }

  @Override
  protected int atOnce() {
    return Math.min(fanOut, limit);
  }

  @Override
  protected int connectionsByDefault() {
    return Math.max(LEAST_CONNECTIONS, limit);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Platform: as many as there are tasks at a time, because each holds a thread while it waits
   * for its permit: all leaves if the permit is taken inside, as many as the limit if before. From
   * a thousand on, tasks first wait in the queue of the pool, and only then for a permit.
   *
   * <p>Future: no task waits in the pool.
   */
  @Override
  protected int poolSize(int cpus) {
    if (model != Model.PLATFORM) {
      return super.poolSize(cpus);
    }
    int tasks = permit == PermitPlace.INSIDE ? Math.min(fanOut, MOST_THREADS) : 1;
    return Math.max(tasks, Math.min(fanOut, limit));
  }

  @Override
  protected boolean onPool() {
    return super.onPool() && mechanism() != FanOutMechanism.POOL;
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    if (mechanism() == FanOutMechanism.POOL) {
      idle.add("permit");
    }
    return idle;
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (leaf == LeafKind.HTTP) {
      requireEnough("limit", limit, "connections", limit, connections);
    }
    if (model == Model.PLATFORM && onPool()) {
      requireEnough("limit", limit, POOL_SIZE, Math.min(fanOut, limit), poolSize);
    }
  }

  @Override
  protected WarmUp.Op open() {
    openFanOut();
    inFlight = new InFlight(check, fanOut, limit, leaf, delayMicros, meter);
    service = meter.latency("service");
    leafService = meter.latency("leaf");
    acquire = meter.latency("acquire");
    return this::fanOut;
  }

  private void openFanOut() {
    waits = LeafTimes.ofWaits(check.cell(), fanOut, "permit");
    fan = ((FanOutMechanism) mechanism()).open(stage, new Limit(limit, permit, waits));
  }

  @Override
  protected boolean isRequest() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>How many leaves are at work at once is not looked at: requests share the permits, and the
   * places where leaves note their times.
   */
  @Override
  protected Requests requests() {
    openFanOut();
    return stage.requests(fan.op(fanOut), results -> check.requireInOrder(results, fanOut));
  }

  @Override
  protected void afterLastOp() {
    inFlight.requireReached();
  }

  /** One whole fan-out. */
  @Benchmark
  public Object fanOut() throws ExecutionException, InterruptedException {
    times.clear();
    waits.clear();
    long started = System.nanoTime();
    List<Long> results = fan.run(fanOut);
    service.record(System.nanoTime() - started);
    check.requireInOrder(results, fanOut);
    times.recordInto(leafService, fanOut);
    waits.recordInto(acquire, fanOut);
    inFlight.record(times.mostAtOnce(fanOut));
    return results;
  }
}
