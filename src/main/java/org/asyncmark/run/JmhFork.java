package org.asyncmark.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import org.asyncmark.EnvironmentException;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** A run of JMH for one fork, which may fail without an end to all others. */
public final class JmhFork {
  private JmhFork() {}

  /** A run of JMH. */
  @FunctionalInterface
  interface Run {
    Collection<RunResult> get() throws RunnerException;
  }

  /**
   * Runs JMH.
   *
   * @param log the fork's output, where the trace of what JMH does not expect is added
   * @throws RunnerException if the fork failed, or JMH itself: it does so if, for example, one of
   *     its temporary files is deleted
   */
  public static Collection<RunResult> run(Options options, Path log) throws RunnerException {
    return run(() -> new Runner(options).run(), log);
  }

  static Collection<RunResult> run(Run jmh, Path log) throws RunnerException {
    try {
      return jmh.get();
    } catch (EnvironmentException e) {
      throw e; // is told to the user as it is
    } catch (RuntimeException e) {
      RunnerException failure = new RunnerException("JMH failed: " + e, e);
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      try {
        Files.writeString(
            log, trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException unwritable) {
        failure.addSuppressed(unwritable);
      }
      throw failure;
    }
  }
}
