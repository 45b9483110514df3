package org.asyncmark.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asyncmark.jdk.Python;

/**
 * How a CPython is run for a fork.
 *
 * @param before words in front of its command, for example those of a profiler
 * @param side the folder of the Python side
 */
record PythonProcess(List<String> before, Python python, Path side) {
  /** How the names of variables begin by which Pythons are told something. */
  private static final String OF_PYTHON = "PYTHON";

  PythonProcess {
    before = List.copyOf(before);
  }

  /**
   * Runs it to its end.
   *
   * @param log where all that it prints is added
   * @return its exit code
   * @throws ForkFailedException if it cannot be started, or the calling thread is interrupted
   * @throws IOException if the end of its input cannot be closed
   */
  int run(PythonSpec spec, Path log) throws ForkFailedException, IOException {
    Process process = start(spec, log);
    // its input ends with this JVM, and it with its input
    try (OutputStream input = process.getOutputStream()) {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ForkFailedException("interrupted while CPython ran", false);
    }
  }

  private Process start(PythonSpec spec, Path log) throws ForkFailedException {
    List<String> command = new ArrayList<>(before);
    command.add(python.executable().toString());
    command.addAll(List.of("-E", "-X", "faulthandler")); // see ThreadDump
    command.add(side.toString());
    command.add(spec.json());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    strip(builder.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ForkFailedException("CPython cannot be started: " + e.getMessage(), false);
    }
  }

  /** Takes away what is meant for the Pythons of the user. */
  static void strip(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith(OF_PYTHON));
  }
}
