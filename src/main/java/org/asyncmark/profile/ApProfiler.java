package org.asyncmark.profile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * JMH profiler that writes one recording of all events, from the start of the first measured
 * iteration to the end of the last.
 *
 * <p>The warm-up is sampled too, so that the profiler itself is warm, and its recording thrown
 * away. JMH makes one instance in the driver, for the JVM's options, and one in the fork, which
 * alone loads the library. It adds no result: the scores of a profiled fork are not used.
 */
public final class ApProfiler implements InternalProfiler, ExternalProfiler {
  /** Name of the warm-up's recording, which is deleted when the warm-up is over. */
  static final String WARM_UP = "warm-up.jfr";

  private final ApOptions options;
  private @Nullable Sampler sampler;
  private @Nullable Path warmUp;
  private int measured;

  /**
   * Creates the profiler.
   *
   * @param line those of {@link ApOptions}, all of them needed
   * @throws IllegalArgumentException if one is missing or out of range
   */
  public ApProfiler(String line) {
    options = ApOptions.parse(line);
  }

  @Override
  public String getDescription() {
    return "samples of the measured iterations, in one recording";
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    return List.of(
        // without these two, samples in compiled code are moved to the nearest safepoint
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+DebugNonSafepoints",
        // JDK 24 and newer warn when a library is loaded; 17 knows the option too
        "--enable-native-access=ALL-UNNAMED");
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {}

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File standardOutput, File standardError) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public void beforeIteration(BenchmarkParams params, IterationParams iteration) {
    try {
      if (iteration.getType() == IterationType.WARMUP) {
        if (sampler == null) {
          warmUp = options.recording().resolveSibling(WARM_UP);
          start(warmUp);
        }
      } else if (measured++ == 0) {
        dropWarmUp();
        start(options.recording());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams params, IterationParams iteration, IterationResult result) {
    boolean last = iteration.getCount() == measured;
    if (iteration.getType() == IterationType.MEASUREMENT && last && sampler != null) {
      try {
        sampler.stop();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.of();
  }

  private void start(Path file) throws IOException {
    Sampler fresh =
        options.engine().usesAgent()
            ? new AgentSampler(
                options.lib(), options.engine(), options.events(), options.intervalNanos())
            : new FlightRecorderSampler(options.engine(), options.events());
    fresh.start(file);
    sampler = fresh;
  }

  private void dropWarmUp() throws IOException {
    if (sampler != null && warmUp != null) {
      sampler.stop();
      Files.delete(warmUp);
    }
  }
}
