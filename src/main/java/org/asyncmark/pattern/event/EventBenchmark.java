package org.asyncmark.pattern.event;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.ReleaseRecorder;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Waiters;
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
 * An event in the four models: {@code asyncio.Event} with many waiters.
 *
 * <p>Measured: {@code service} is from the caller's setting the event to all waiters having ended;
 * {@code first} and {@code last} are from the same moment to the first and to the last waiter that
 * was let go.
 *
 * <p>Not measured: starting the waiters, which is part of every op, until each of them waits. JMH's
 * own score holds that, too, and is no measure of the event.
 *
 * <p>Parity: every op checks that each waiter waited and was let go once, not before the event was
 * set; {@code EventContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern event}, or plain: {@code ./run-benchmarks.sh
 * jmh EventBenchmark -p model=LOOP -p waiters=100 -prof org.asyncmark.measure.HdrProfiler}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventBenchmark {
  /** The concurrency model. */
  @Param Model model;

  /** What the waiters wait on: the id of one of the model's mechanisms. */
  @Param(Mechanism.IDIOMATIC)
  String mechanism;

  /** Tasks that wait for the event. */
  @Param({"1", "100", "10000"})
  int waiters;

  /** Threads of the pool of the future model; 0: one for each processor. */
  @Param("0")
  int poolSize;

  private Waiters waiting;
  private ReleaseRecorder recorder;

  /** Opens the model with its threads and loops. */
  @Setup
  public void open() {
    Releases releases = new Releases(waiters);
    EventMechanism how = Mechanism.of(EventMechanism.values(), model, mechanism);
    int threads = poolSize > 0 ? poolSize : Runtime.getRuntime().availableProcessors();
    waiting = EventWaiters.open(model, how, threads, releases);
    recorder = new ReleaseRecorder("event", model, releases);
    WarmUp.untilSteady(
        () -> {
          event();
          return null;
        });
  }

  /** Closes all of it. */
  @TearDown
  public void close() {
    recorder.close();
    waiting.close();
  }

  /** One event: waiters come, it is set, they go. */
  @Benchmark
  public void event() throws ExecutionException, InterruptedException {
    recorder.run(waiting);
  }
}
