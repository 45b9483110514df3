package org.asyncmark.measure;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Ends a fork as soon as the JVM that drives it has died, in whatever way. It measures nothing and
 * is a JMH profiler because JMH makes those in the fork before the benchmark is set up.
 *
 * <p>JMH's fork learns of the death only when it next reports, which a fork that hangs never does.
 * The driver holds the other end of the fork's standard input, so that input ends with the driver:
 * one daemon thread waits for that, and is not counted by {@link CountersProfiler}.
 */
public final class EndWithDriver implements InternalProfiler {
  /** System property that is {@code true} in forks, and only there. */
  public static final String PROPERTY = "asyncmark.endWithDriver";

  private static final int EXIT_CODE = 1;
  private static final AtomicBoolean WATCHING = new AtomicBoolean();

  /** Creates the profiler; JMH does that in the fork and in the driver. */
  public EndWithDriver() {
    if (Boolean.getBoolean(PROPERTY) && WATCHING.compareAndSet(false, true)) {
      Thread watch = new Thread(EndWithDriver::awaitEnd, "end-with-driver");
      watch.setDaemon(true);
      watch.start();
    }
  }

  /** Returns how many threads of this JVM wait for the driver's end: 0 or 1. */
  static int threads() {
    return WATCHING.get() ? 1 : 0;
  }

  private static void awaitEnd() {
    byte[] ignored = new byte[64];
    try {
      while (System.in.read(ignored) >= 0) {
        // only the end of the input means something
      }
    } catch (IOException e) {
      // an input that cannot be read has no driver at its other end either
    }
    Runtime.getRuntime().halt(EXIT_CODE); // an orderly exit would wait for what hangs
  }

  @Override
  public String getDescription() {
    return "ends the fork with its driver";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // there is nothing to measure
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
