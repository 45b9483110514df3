package org.asyncmark.pattern;

import java.util.concurrent.ExecutionException;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.openjdk.jmh.annotations.Param;

/**
 * The benchmark of a pattern that lets waiters go. {@code service} is from the call that lets them
 * go to its return, {@code first} and {@code last} are from that call to the first and to the last
 * waiter that has got past what it waited for.
 */
public abstract class WaiterBenchmark extends PatternBenchmark {
  /** To be started and woken, on platform threads. */
  private static final double MICROS_PER_WAITER = 20;

  /** Tasks that wait. */
  @Param("100")
  @Means(value = "tasks that wait; platform has a thread for each", shown = true)
  @Range(max = 100_000)
  protected int waiters;

  /** When each waiter of the last op was let go; from {@link #openWaiters} on. */
  protected Releases releases;

  private Waiters waiting;
  private LatencyRecorder service;
  private LatencyRecorder first;
  private LatencyRecorder last;

  @Override
  protected int threads() {
    return model == Model.PLATFORM ? waiters : super.threads();
  }

  @Override
  protected double opMicros() {
    return waiters * MICROS_PER_WAITER;
  }

  /** Opens the waiters on the stage. */
  protected abstract Waiters openWaiters();

  /** Records more of an op than all patterns of waiters do; nothing, unless overridden. */
  protected void recordMore() {}

  @Override
  protected final WarmUp.Op open() {
    releases = new Releases(waiters);
    waiting = openWaiters();
    service = meter.latency("service");
    first = meter.latency("first");
    last = meter.latency("last");
    return () -> {
      letGo();
      return null;
    };
  }

  /**
   * Does one op: waiters come, are let go, and go.
   *
   * @throws ExecutionException if a waiter failed
   * @throws InterruptedException if the calling thread was interrupted
   * @throws IllegalStateException if a waiter was not let go once, after it had waited
   */
  protected final void letGo() throws ExecutionException, InterruptedException {
    releases.clear();
    waiting.arm();
    long started = System.nanoTime();
    waiting.release();
    long ended = System.nanoTime();
    releases.requireEachOnce(check, started);
    service.record(ended - started);
    first.record(releases.firstNanos(started));
    last.record(releases.lastNanos(started));
    recordMore();
  }
}
