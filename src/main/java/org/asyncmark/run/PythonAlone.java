package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.analyse.Arm;
import org.asyncmark.jdk.Python;
import org.asyncmark.plan.ForkSettings;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A CPython that runs alone, its gate always open: it is looked at, and not measured.
 *
 * @param arm what it does
 * @param cpus numbers of those that it is to be bound to; empty for none
 * @param backendPort of the server of http leaves
 */
public record PythonAlone(
    Arm arm, Python python, ForkSettings fork, List<Integer> cpus, int backendPort) {
  public PythonAlone {
    cpus = List.copyOf(cpus);
  }

  /**
   * Runs it to its end, on the calling thread.
   *
   * @param before words in front of its command, for example those of a profiler
   * @param log where all that it prints is added; what it leaves is put beside it and deleted
   * @return the ops of its turns
   * @throws RunnerException if it gave no result, as of a JVM; the message says why
   * @throws IOException if a file cannot be written or deleted
   */
  public long run(List<String> before, Path log) throws RunnerException, IOException {
    PythonLeft left = new PythonLeft(log.resolveSibling(""));
    PythonFiles files = new PythonFiles();
    try (ForkGate gate = ForkGate.open()) {
      open(gate);
      PythonSpec spec =
          new PythonSpec(arm, python.loop(), fork, cpus, backendPort, gate.port(), left.start());
      int exitCode = new PythonProcess(before, python, files.folder()).run(spec, log);
      PythonWords words = PythonWords.of(log);
      // py-spy may end badly once it has written all: what tells then is that of the Python
      if (exitCode != 0 && (before.isEmpty() || !left.hasResult())) {
        throw new ForkFailedException(words.reason(exitCode), false);
      }
      return left.read(fork, words).turns().stream().mapToLong(each -> each.scored().ops()).sum();
    } catch (ForkFailedException e) {
      throw new RunnerException(e.getMessage(), e);
    } finally {
      left.delete();
      files.delete();
    }
  }

  private void open(ForkGate gate) {
    Thread porter =
        new Thread(
            () -> {
              while (gate.await(fork.deadlineMillis()) == ForkGate.Arrival.AT_GATE) {
                gate.go();
              }
            },
            "open-gate");
    porter.setDaemon(true);
    porter.start();
  }
}
