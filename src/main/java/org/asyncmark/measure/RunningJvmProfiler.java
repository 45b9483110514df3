package org.asyncmark.measure;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * The JMH profiler that leaves a {@link RunningJvm} in a file. It does so once, before the first
 * iteration of the fork and hence before the benchmark is set up and warm, and adds no result.
 */
public final class RunningJvmProfiler implements InternalProfiler {
  private final Path file;
  private boolean written;

  /**
   * Creates the profiler; JMH does that in the fork and in the driver.
   *
   * @param file to write
   */
  public RunningJvmProfiler(String file) {
    this.file = Path.of(file);
  }

  /**
   * Reads what a fork has left.
   *
   * @throws IOException if it left nothing that can be read
   */
  public static RunningJvm read(Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      return (RunningJvm) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(file + " is of another build", e);
    }
  }

  @Override
  public String getDescription() {
    return "the JVM and its flags";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (written) {
      return;
    }
    written = true;
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(RunningJvm.read(benchmark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
