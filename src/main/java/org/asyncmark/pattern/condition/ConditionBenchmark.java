package org.asyncmark.pattern.condition;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.ReleaseRecorder;
import org.asyncmark.pattern.Releases;
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
 * A condition in the four models: {@code asyncio.Condition} with many waiters.
 *
 * <p>Measured: {@code service} is from the caller's going for the lock to notify, to all waiters
 * having ended; {@code first} and {@code last} are from the same moment to the first and to the
 * last waiter that found its token; {@code acquire} is the time of each waiter from the
 * notification that is for it, to having the lock again and its token.
 *
 * <p>Not measured: starting the waiters, which is part of every op, until each of them waits. JMH's
 * own score holds that, too, and is no measure of the condition.
 *
 * <p>Parity: every op checks that each waiter waited and was let go once, with a token that it
 * found under the lock; {@code ConditionContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern condition}, or plain: {@code
 * ./run-benchmarks.sh jmh ConditionBenchmark -p model=LOOP -p waiters=100 -prof
 * org.asyncmark.measure.HdrProfiler}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConditionBenchmark {
  /** The concurrency model. */
  @Param Model model;

  /** What the waiters wait on: the id of one of the model's mechanisms. */
  @Param(Mechanism.IDIOMATIC)
  String mechanism;

  /** How many waiters a notification is for. */
  @Param Notify notify;

  /** Tasks that wait on the condition. */
  @Param({"1", "100", "1000"})
  int waiters;

  /** Threads of the pool of the future model; 0: one for each processor. */
  @Param("0")
  int poolSize;

  private ConditionWaiters waiting;
  private Releases releases;
  private ReleaseRecorder recorder;
  private LatencyRecorder acquire;

  /** Opens the model with its threads and loops. */
  @Setup
  public void open() {
    releases = new Releases(waiters);
    ConditionMechanism how = Mechanism.of(ConditionMechanism.values(), model, mechanism);
    int threads = poolSize > 0 ? poolSize : Runtime.getRuntime().availableProcessors();
    waiting = Conditions.open(model, how, notify, threads, releases);
    recorder = new ReleaseRecorder("condition", model, releases);
    acquire = LatencyRecorder.open("acquire");
    WarmUp.untilSteady(
        () -> {
          condition();
          return null;
        });
  }

  /** Closes all of it. */
  @TearDown
  public void close() {
    recorder.close();
    acquire.close();
    waiting.close();
  }

  /** One op: waiters come, are notified, and go. */
  @Benchmark
  public void condition() throws ExecutionException, InterruptedException {
    recorder.run(waiting);
    releases.recordWaits(acquire);
  }
}
