package org.asyncmark.measure;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * The JMH profiler that has slow ops run often enough. A measured iteration of JMH has a fixed time
 * and one op at least; where the warm-up shows that fewer ops than wanted go into that time, those
 * that are lacking are run right before it; if ops took longer than in the warm-up, the rest is run
 * right behind it. Their latencies are recorded with those of the iteration; JMH's score, and what
 * other profilers count, are of the iteration alone.
 *
 * <p>To stand behind {@link HdrProfiler}, which clears the recorders at the start of an iteration
 * and reads them at its end, and before the profilers that count: JMH ends them in reverse order.
 */
public final class EnoughOps implements InternalProfiler {
  private final int least;
  private final long mostMillis;
  private int before;

  /**
   * Creates the profiler; JMH does that in the fork and in the driver.
   *
   * @param limits the ops of an iteration that are wanted, 1 and up, a space, and the milliseconds
   *     that those beside it may take, 0 and up
   */
  public EnoughOps(String limits) {
    String[] numbers = limits.split(" ", 2);
    this.least = Integer.parseInt(numbers[0]);
    this.mostMillis = Long.parseLong(numbers[1]);
  }

  /** Returns what the constructor takes. */
  public static String limits(int leastOps, long mostMillis) {
    return leastOps + " " + mostMillis;
  }

  @Override
  public String getDescription() {
    return "further ops where an iteration has too few";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = 0;
    double opNanos = WarmUp.last().opNanos();
    if (iteration.getType() == IterationType.MEASUREMENT && opNanos > 0) {
      long nanos = iteration.getTime().convertTo(TimeUnit.NANOSECONDS);
      before = lacking(opNanos, nanos);
      run(before);
    }
  }

  private static void run(int ops) {
    for (int op = 0; op < ops; op++) {
      WarmUp.again(0);
    }
  }

  /**
   * Returns how many ops an iteration is expected to lack.
   *
   * @param opNanos how long one takes, above 0
   * @param iterationNanos how long the iteration takes
   */
  int lacking(double opNanos, long iterationNanos) {
    return lacking(opNanos, 0, Math.max(1, (long) (iterationNanos / opNanos)));
  }

  /**
   * Returns how many ops are lacking.
   *
   * @param opNanos how long one takes, above 0
   * @param beside ops that have been run beside the iteration
   * @param own ops of the iteration
   */
  int lacking(double opNanos, int beside, long own) {
    long room = (long) (TimeUnit.MILLISECONDS.toNanos(mostMillis) / opNanos) - beside;
    return (int) Math.max(0, Math.min(least - beside - own, room));
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double opNanos = WarmUp.last().opNanos();
    if (iteration.getType() == IterationType.MEASUREMENT && opNanos > 0) {
      run(lacking(opNanos, before, result.getMetadata().getMeasuredOps()));
    }
    return List.of();
  }
}
