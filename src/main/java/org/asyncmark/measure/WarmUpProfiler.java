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

/**
 * The JMH profiler that says how long the warm-up took and whether it ended because all was steady.
 */
public final class WarmUpProfiler implements InternalProfiler {
  /** How long the op was run before JMH's iterations, in milliseconds. */
  public static final String MILLIS = "warmup.millis";

  /** 1 if the op was steady at the end of its warm-up, 0 if the cap ended it. */
  public static final String STEADY = "warmup.steady";

  @Override
  public String getDescription() {
    return "length and end of the warm-up";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    WarmUp.Outcome warmUp = WarmUp.last();
    return results(warmUp.millis(), warmUp.steady());
  }

  /**
   * Returns what is said of a warm-up in each iteration.
   *
   * @param millis how long it took; 0 if there was none, of which nothing is said
   * @param steady whether the op was steady at its end
   */
  public static List<ScalarResult> results(long millis, boolean steady) {
    return millis == 0
        ? List.of()
        : List.of(
            new ScalarResult(MILLIS, millis, "ms", AggregationPolicy.AVG),
            new ScalarResult(STEADY, steady ? 1 : 0, "#", AggregationPolicy.AVG));
  }
}
