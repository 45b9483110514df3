package org.asyncmark.pattern.condition;

import java.util.concurrent.ExecutionException;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.WaiterBenchmark;
import org.asyncmark.pattern.Waiters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

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
public class ConditionBenchmark extends WaiterBenchmark {
  /** The pattern. */
  public static final Pattern PATTERN =
      Pattern.of(
              "condition",
              "notify waiters of a predicate under a lock, one or all (asyncio.Condition)",
              ConditionBenchmark::new,
              ConditionMechanism.values())
          .cells(Sizing.SMOKE, "waiters=10 notify=all,one")
          .cells(Sizing.TELLING, "waiters=100");

  /** How many waiters a notification is for. */
  @Param("ALL")
  @Means(value = "all waiters at once, or one, each of which notifies the next", shown = true)
  Notify notify;

  private LatencyRecorder acquire;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected Waiters openWaiters() {
    acquire = meter.latency("acquire");
    return ((ConditionMechanism) mechanism()).open(stage, new Tokens(notify, releases));
  }

  @Override
  protected void recordMore() {
    releases.recordWaits(acquire);
  }

  /** One op: waiters come, are notified, and go. */
  @Benchmark
  public void condition() throws ExecutionException, InterruptedException {
    letGo();
  }
}
