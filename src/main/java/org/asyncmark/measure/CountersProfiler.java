package org.asyncmark.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The JMH profiler that counts what an op costs beside time: processor time and context switches of
 * the whole process, the greatest number of platform threads at once, and {@link RunningTotals}. It
 * reads counters before and after an iteration and adds nothing to what runs in between.
 *
 * <p>All threads of the JVM count, the compiler's and the collector's included. The parts of an
 * iteration that are not measured (JMH's own, the check of results) are in it too.
 */
public final class CountersProfiler implements InternalProfiler {
  /** Processor time per op, user and system, in microseconds. */
  public static final String CPU = "cpu";

  /** Voluntary context switches per op: a thread waited. */
  public static final String VOLUNTARY = "switches.voluntary";

  /** Involuntary context switches per op: the kernel gave the processor to another thread. */
  public static final String INVOLUNTARY = "switches.involuntary";

  /** Bytes allocated per request of a window; of ops JMH's profiler {@code gc} counts them. */
  static final String ALLOCATED = "gc.alloc.rate.norm";

  /** The greatest number of live platform threads within an iteration, carriers included. */
  public static final String PEAK_THREADS = "threads.peak";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Optional<ProcessUsage> before = Optional.empty();
  private Map<String, Long> totalsBefore = Map.of();

  @Override
  public String getDescription() {
    return "processor time, context switches, platform threads, and what loops did";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    WindowCost.forget();
    threads.resetPeakThreadCount();
    totalsBefore = RunningTotals.read();
    before = ProcessUsage.sample();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    WindowCost window = WindowCost.last();
    long ops = window.ops(result.getMetadata().getAllOps());
    List<ScalarResult> results = new ArrayList<>();
    results.add(
        new ScalarResult(
            PEAK_THREADS,
            threads.getPeakThreadCount() - EndWithDriver.threads(),
            "#",
            AggregationPolicy.MAX));
    Optional<ProcessUsage> after = ProcessUsage.sample();
    Map<String, Long> totals = RunningTotals.read();
    RunningTotals.forgetEnded();
    if (ops > 0) {
      totals.forEach(
          (name, total) ->
              results.add(perOp(name, total - totalsBefore.getOrDefault(name, 0L), ops, "#/op")));
    }
    window.allocatedBytes().ifPresent(bytes -> results.add(perOp(ALLOCATED, bytes, ops, "B/op")));
    if (ops > 0 && before.isPresent() && after.isPresent()) {
      ProcessUsage used = after.get().since(before.get());
      results.add(perOp(CPU, used.cpuMicros() - window.besideMicros(), ops, "us/op"));
      results.add(perOp(VOLUNTARY, used.voluntarySwitches(), ops, "#/op"));
      results.add(perOp(INVOLUNTARY, used.involuntarySwitches(), ops, "#/op"));
    }
    return results;
  }

  private static ScalarResult perOp(String name, long total, long ops, String unit) {
    return new ScalarResult(name, (double) total / ops, unit, AggregationPolicy.AVG);
  }
}
