package org.asyncmark.pattern.event;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.WaiterBenchmark;
import org.asyncmark.pattern.Waiters;
import org.openjdk.jmh.annotations.Benchmark;

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
public class EventBenchmark extends WaiterBenchmark {
  /** The pattern. */
  public static final Pattern PATTERN =
      Pattern.of(
              "event",
              "let waiters go that all wait for one event (asyncio.Event)",
              EventBenchmark::new,
              EventMechanism.values())
          .cells(Sizing.SMOKE, "waiters=10")
          .cells(Sizing.TELLING, "waiters=100");

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected Waiters openWaiters() {
    return ((EventMechanism) mechanism()).open(stage, releases);
  }

  /** One event: waiters come, it is set, they go. */
  @Benchmark
  public void event() throws ExecutionException, InterruptedException {
    letGo();
  }
}
