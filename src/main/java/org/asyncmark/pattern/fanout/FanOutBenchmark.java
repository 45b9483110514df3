package org.asyncmark.pattern.fanout;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafState;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.ResultCheck;
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
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
  /** The concurrency model. */
  @Param Model model;

  /** What holds the leaves to the limit: the id of one of the model's mechanisms. */
  @Param(Mechanism.IDIOMATIC)
  String mechanism;

  /** Where the permit of a leaf is taken. */
  @Param("INSIDE")
  PermitPlace permit;

  /** Number of leaves of an op. */
  @Param({"100", "1000"})
  int fanOut;

  /** Leaves at work at once. */
  @Param("10")
  int limit;

  /** Threads of the pool of the platform and future models; 0: what a run takes. */
  @Param("0")
  int poolSize;

  private LeafTimes times;
  private LeafTimes waits;
  private FanOut fan;
  private ResultCheck check;
  private InFlight inFlight;
  private LatencyRecorder service;
  private LatencyRecorder leafService;
  private LatencyRecorder acquire;

  /** Opens the model with its threads, loops and connections. */
  @Setup
  public void open(LeafState leaves) {
    LeafSpec leaf = leaves.spec();
    FanOutMechanism how = Mechanism.of(FanOutMechanism.values(), model, mechanism);
    FanOutSizes sizes = new FanOutSizes(leaf.kind(), permit, fanOut, limit);
    sizes.requireConnections(leaf.connections());
    if (poolSize > 0 && how != FanOutMechanism.POOL) {
      sizes.requirePool(model, poolSize);
    }
    int threads =
        poolSize > 0 ? poolSize : sizes.poolSize(model, Runtime.getRuntime().availableProcessors());
    check = new ResultCheck("fanout", model);
    times = new LeafTimes(check.cell(), fanOut);
    waits = LeafTimes.ofWaits(check.cell(), fanOut, "permit");
    fan = FanOuts.open(new FanOuts.Spec(model, how, limit, permit, threads), leaf, times, waits);
    inFlight = new InFlight(check, fanOut, limit, leaf);
    service = LatencyRecorder.open("service");
    leafService = LatencyRecorder.open("leaf");
    acquire = LatencyRecorder.open("acquire");
    WarmUp.untilSteady(this::fanOut);
  }

  /** Closes all of it. */
  @TearDown
  public void close() {
    service.close();
    leafService.close();
    acquire.close();
    fan.close();
    inFlight.close();
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
