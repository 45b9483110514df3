package org.asyncmark.pattern.lock;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.jspecify.annotations.Nullable;
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
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LockBenchmark {
  /** The concurrency model. */
  @Param Model model;

  /** What keeps two contenders apart: the id of one of the model's mechanisms. */
  @Param(Mechanism.IDIOMATIC)
  String mechanism;

  /** What a contender does while it holds its lock. */
  @Param HoldKind hold;

  /** Number of tasks. */
  @Param("8")
  int contenders;

  /** Number of locks; contender i contends for lock i modulo this. */
  @Param("1")
  int locks;

  /** How often each contender takes its lock in an op. */
  @Param("100")
  int acquisitions;

  /** Work of a cpu hold. */
  @Param("500")
  long cpuTokens;

  /** Wait of a timer hold, or of the server before it answers. */
  @Param("1000")
  long delayMicros;

  /** Length of the body that an http hold gets. */
  @Param("64")
  int payloadBytes;

  /** Kept-alive connections of http holds. */
  @Param("64")
  int connections;

  /** Threads of the pool of the future model. */
  @Param("2")
  int poolSize;

  private @Nullable BackendLease backend;
  private String cell;
  private LeafTimes times;
  private Ledger ledger;
  private Contention contention;
  private LatencyRecorder service;
  private LatencyRecorder acquire;
  private LatencyRecorder handover;
  private LatencyRecorder leafService;
  private RatioRecorder jain;
  private RatioRecorder longestWait;

  /** Opens the model with its locks, threads, loops and connections. */
  @Setup
  public void open() throws InterruptedException {
    backend = hold == HoldKind.HTTP ? BackendLease.take() : null;
    int port = backend == null ? 0 : backend.port();
    LockPlan plan = new LockPlan(contenders, locks, acquisitions);
    LeafKind leaf = hold.leaf();
    LockMechanism how = Mechanism.of(LockMechanism.values(), model, mechanism);
    cell = "lock, model " + model.id() + ", mechanism " + how.id();
    times = new LeafTimes(cell, leaf == null ? 0 : plan.leaves());
    @Nullable LeafSpec spec =
        leaf == null
            ? null
            : new LeafSpec(leaf, cpuTokens, delayMicros, payloadBytes, connections, port);
    ledger = new Ledger(plan);
    contention = Contentions.open(model, how, ledger, new Hold(spec, times), poolSize);
    service = LatencyRecorder.open("service");
    acquire = LatencyRecorder.open("acquire");
    handover = LatencyRecorder.open("handover");
    leafService = LatencyRecorder.open("leaf");
    jain = RatioRecorder.open("jain", "0..1");
    longestWait = RatioRecorder.open("longestwait", "us/op");
    WarmUp.untilSteady(
        () -> {
          contend();
          return null;
        });
  }

  /** Closes all of it. */
  @TearDown
  public void close() {
    service.close();
    acquire.close();
    handover.close();
    leafService.close();
    jain.close();
    longestWait.close();
    contention.close();
    if (backend != null) {
      backend.close();
    }
  }

  /** All contenders, from the first to start to the last to end. */
  @Benchmark
  public void contend() throws ExecutionException, InterruptedException {
    times.clear();
    ledger.clear();
    long started = System.nanoTime();
    contention.run();
    service.record(System.nanoTime() - started);
    requireParity();
    ledger.recordInto(acquire, handover);
    ledger.recordInto(jain);
    longestWait.record(ledger.longestWaitNanos() / 1_000.0, 1);
    if (hold != HoldKind.NONE) {
      times.recordInto(leafService, ledger.plan().leaves());
    }
  }

  private void requireParity() {
    String violation = ledger.violation();
    if (violation != null) {
      throw new IllegalStateException(cell + ": " + violation);
    }
  }
}
