package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.WaitingLeaf;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Shutting a service down under load in the four models: a signal, no more work, drain, cancel at a
 * deadline.
 *
 * <p>Offers come at drawn times over three times the wait of a leaf, and the service is stopped
 * after two of the three: a third of them has ended by then, a third is in flight, and a third
 * comes too late. With a deadline longer than a leaf nothing is aborted; with half of it half of
 * what is in flight is, and with 0 all of it.
 *
 * <p>Measured: {@code drain} is from the stop to the end of all that was taken; where nothing is
 * aborted, what of it is beyond the wait of a leaf is what the model costs, and with a deadline of
 * 0 all of it is. {@code service} is from the first offer to the end of all. {@code rejected} and
 * {@code aborted} are the shares of the offers that ended so.
 *
 * <p>Not measured: starting the service, which in the platform model starts its threads; their end
 * is in {@code drain}, because the executor is what is shut down. A request that is aborted costs
 * its connection in all models, which the next op opens anew. JMH's own score is mostly the load,
 * and no measure of shutting down.
 *
 * <p>Parity: offers come at the same times in all models, from one thread outside of them; every op
 * checks that completed, rejected and aborted make up what was offered, each offer in one way, none
 * rejected before the stop or aborted before the deadline. {@code ShutdownContractTest} holds the
 * rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern shutdown}, or plain: {@code
 * ./run-benchmarks.sh jmh ShutdownBenchmark -p model=LOOP -p deadlineMicros=0 -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class ShutdownBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cell drains requests and aborts none, as a service wants to; the
   * common ones abort half or all of what is in flight.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "shutdown",
              "stop a service under load, drain what is in flight, cancel the rest at a deadline"
                  + " (asyncio.wait with a timeout)",
              ShutdownBenchmark::new,
              ShutdownMechanism.values())
          .cells(Sizing.SMOKE, "leaf=timer offers=30", "leaf=http offers=30 deadlineMicros=0")
          .cells(Sizing.TELLING, "leaf=http offers=100")
          .cells(
              Sizing.COMMON,
              "leaf=http offers=100 deadlineMicros=0,5000",
              "leaf=timer offers=100 deadlineMicros=0");

  /** Offers come for so many times the wait of a leaf. */
  private static final int WAITS_OF_LOAD = 3;

  /** The stop comes after so many of them. */
  private static final int WAITS_TO_STOP = 2;

  private static final long DELAY_MICROS = 10_000;

  /** To be started and ended, of a platform thread. */
  private static final double MICROS_PER_THREAD = 60;

  /** What is done for each offer. */
  @Param("HTTP")
  @Means(value = "what is done for each offer", shown = true)
  WaitingLeaf leaf;

  /** Leaves that are offered, before and after the stop. */
  @Param("100")
  @Means(value = "leaves that are offered in one op; two thirds before the stop", shown = true)
  @Range(max = 10_000)
  int offers;

  /** When what is in flight is cancelled. */
  @Param("100000")
  @Means(value = "from the stop until what is still in flight is cancelled", shown = true)
  @Range(min = 0, max = 60_000_000)
  long deadlineMicros;

  private Arrivals arrivals;
  private ShutdownOp op;
  private Service served;
  private ExecutorService clients;
  private LatencyRecorder service;
  private LatencyRecorder drain;
  private RatioRecorder rejected;
  private RatioRecorder aborted;

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
    return offers;
  }

  @Override
  protected int atOnce() {
    return (offers + WAITS_OF_LOAD - 1) / WAITS_OF_LOAD;
  }

  /** {@inheritDoc} One for each offer, so that none waits for one. */
  @Override
  protected int connectionsByDefault() {
    return Math.max(super.connectionsByDefault(), offers);
  }

  /** {@inheritDoc} Platform: one for each offer. Nothing of the future model blocks a thread. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? offers : cpus;
  }

  @Override
  protected void settle(int cpus) {
    delayMicros = delayMicros < 0 ? DELAY_MICROS : delayMicros;
    super.settle(cpus);
  }

  @Override
  protected double opMicros() {
    return WAITS_OF_LOAD * delayMicros
        + (model == Model.PLATFORM ? poolSize * MICROS_PER_THREAD : 0);
  }

  @Override
  protected Leaves leaves() throws InterruptedException {
    // planned, so that the timers of what is aborted end with it
    return spec(leafKind()).planned(LeafPlan.always(waits(1)));
  }

  private Duration waits(int count) {
    return Duration.of(count * delayMicros, ChronoUnit.MICROS);
  }

  @Override
  protected WarmUp.Op open() {
    arrivals = new Arrivals(offers, waits(WAITS_OF_LOAD));
    op = new ShutdownOp(offers);
    served =
        ((ShutdownMechanism) mechanism()).open(stage, new ShutdownMechanism.Work(op, poolSize));
    clients = stage.open(ModelExecutor.open(Model.PLATFORM, 1)).executor();
    service = meter.latency("service");
    drain = meter.latency("drain");
    rejected = meter.ratio("rejected", "#/offer");
    aborted = meter.ratio("aborted", "#/offer");
    return this::shutDown;
  }

  /** One op: a load, in the midst of which the service is shut down. */
  @Benchmark
  public Object shutDown() throws ExecutionException, InterruptedException {
    op.clear();
    arrivals.draw();
    served.start();
    Duration deadline = Duration.of(deadlineMicros, ChronoUnit.MICROS);
    long began = System.nanoTime();
    Future<?> load =
        clients.submit(
            () -> {
              offerAll(began);
              return null;
            });
    try {
      parkUntil(began + waits(WAITS_TO_STOP).toNanos());
      op.stopping(deadline);
      long stopped = System.nanoTime();
      served.shutDown(deadline);
      drain.record(System.nanoTime() - stopped);
      load.get();
    } finally {
      load.cancel(true); // of no effect unless something went wrong
    }
    service.record(System.nanoTime() - began - arrivals.nanos(0));
    op.require(check);
    rejected.record(op.count(End.REJECTED), offers);
    aborted.record(op.count(End.ABORTED), offers);
    return op;
  }

  private void offerAll(long began) throws ExecutionException, InterruptedException {
    for (int i = 0; i < offers; i++) {
      parkUntil(began + arrivals.nanos(i));
      served.offer(i);
      op.offered(i);
    }
    served.awaitAnswers();
  }

  private static void parkUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before it was time");
      }
      left = nanos - System.nanoTime();
    }
  }
}
