package org.asyncmark.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.asyncmark.measure.WindowCost;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * JMH profiler that has the kernel count the system calls of the measured iterations, all threads
 * of the JVM included. Each call takes longer meanwhile, so that the fork's times are not used.
 */
public final class SystemCallsProfiler implements InternalProfiler {
  /** System calls per op. */
  public static final String SYSTEM_CALLS = "systemCalls";

  private @Nullable PerfStat perf;
  private int measured;
  private long ops;

  /** Creates the profiler; JMH does that in the fork and in the driver. */
  public SystemCallsProfiler() {}

  /** Returns why system calls cannot be counted on this machine; empty if they can. */
  public static String absence() {
    return PerfStat.absence();
  }

  @Override
  public String getDescription() {
    return "system calls, counted by perf stat";
  }

  @Override
  public void beforeIteration(BenchmarkParams params, IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      try {
        if (measured++ == 0) {
          perf = PerfStat.attach(ProcessHandle.current().pid());
        }
        if (perf != null) {
          perf.enable();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams params, IterationParams iteration, IterationResult result) {
    if (perf == null) {
      return List.of();
    }
    try {
      perf.disable();
      ops += WindowCost.last().ops(result.getMetadata().getAllOps());
      if (measured < iteration.getCount()) {
        return List.of();
      }
      return List.of(perOp(perf.end(), ops));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the result of all iterations, which the last one reports. JMH takes 0 for the others,
   * so that it is to add them up: their mean would be a third of it.
   */
  static ScalarResult perOp(long calls, long ops) {
    return new ScalarResult(SYSTEM_CALLS, (double) calls / ops, "#/op", AggregationPolicy.SUM);
  }
}
