package org.asyncmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.asyncmark.EnvironmentException;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** JMH for a table: what it says goes to a file that is deleted at the end. */
final class QuietJmh {
  private QuietJmh() {}

  /**
   * Runs benchmarks; the first that fails ends it.
   *
   * @throws EnvironmentException if there is no room for a temporary file
   * @throws RunnerException if a benchmark failed
   */
  static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    try {
      // JMH says in full what a JVM warns of, unless its output goes elsewhere
      Path log = Files.createTempFile("asyncmark-jmh", ".log");
      try {
        // by itself JMH would hand on the flags of this JVM
        options.jvmArgs().output(log.toString()).shouldFailOnError(true);
        return new Runner(options.build()).run();
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new EnvironmentException("cannot write a file for temporary use: " + e, e);
    }
  }
}
