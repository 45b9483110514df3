package org.asyncmark.measure;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * The JMH profiler that lets a measured iteration begin when nobody else uses the cores, and says
 * whether somebody did at its end. To be the first of a fork's profilers, since what it does must
 * not be counted by others.
 */
public final class CoreWatchProfiler implements InternalProfiler {
  /** Milliseconds that the iterations of a fork waited. */
  public static final String WAITED = "core.waited";

  /** How crowded the cores were after an iteration, 1 and up; of a fork the worst. */
  public static final String CROWDING = "core.crowding";

  /** All iterations of a fork together wait no longer. */
  static final long CAP_MILLIS = 3_000;

  private final CoreWatch watch = CoreWatch.OF_THIS_JVM;
  private long leftMillis = CAP_MILLIS;
  private long waitedMillis;

  @Override
  public String getDescription() {
    return "waits for cores that nobody else uses";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      waitedMillis = watch.waitUntilAlone(leftMillis);
      leftMillis = Math.max(0, leftMillis - waitedMillis);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return iteration.getType() == IterationType.MEASUREMENT
        ? List.of(
            new ScalarResult(WAITED, waitedMillis, "ms", AggregationPolicy.SUM),
            new ScalarResult(CROWDING, watch.crowding(), "#", AggregationPolicy.MAX))
        : List.of();
  }
}
