package org.asyncmark.measure;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Starts a fork through another command, for example {@code taskset -c 1}: JMH lets nothing but a
 * profiler stand in front of a fork's command line. It measures nothing.
 */
public final class PlacementProfiler implements ExternalProfiler {
  private final List<String> prefix;

  /**
   * Creates it, as JMH does.
   *
   * @param prefix words with one space between, none of which has spaces
   */
  public PlacementProfiler(String prefix) {
    this.prefix = List.of(prefix.split(" "));
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return prefix;
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {}

  @Override
  public Collection<? extends Result> afterTrial(
      BenchmarkResult result, long pid, File stdOut, File stdErr) {
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
  public String getDescription() {
    return "starts the fork by way of " + String.join(" ", prefix);
  }
}
