package org.asyncmark.run;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Gives a fork a class path of its own. It measures nothing and is a JMH profiler because JMH asks
 * those between the moment when it starts to make the command of a fork and the moment when it has
 * made it; on that command stands the class path of the driver, and JMH has no option for another.
 *
 * <p>The driver's own name for its class path changes meanwhile, so that forks have to be started
 * one after the other.
 */
public final class ForkClassPath implements ExternalProfiler {
  private static final String PROPERTY = "java.class.path";

  private final String classPath;
  private String ofDriver = "";

  /**
   * Creates the profiler; JMH does that in the driver and in the fork.
   *
   * @param classPath of the fork
   */
  public ForkClassPath(String classPath) {
    this.classPath = classPath;
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return List.of();
  }

  /** {@inheritDoc} JMH reads the class path after this and before the trial. */
  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    ofDriver = System.setProperty(PROPERTY, classPath);
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {
    System.setProperty(PROPERTY, ofDriver);
  }

  @Override
  public Collection<? extends Result<?>> afterTrial(
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
    return "gives the fork its class path";
  }
}
