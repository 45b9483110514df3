package org.asyncmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.asyncmark.jdk.Python;
import org.asyncmark.plan.ForkSettings;
import org.asyncmark.store.RunStore;

/**
 * A fork that is a CPython process. It does what the fork of a JVM does, at the same gate; what it
 * measured it leaves in two files, of which the driver makes what JMH makes of a JVM's.
 *
 * @param python that runs it
 * @param side the folder of the Python side
 * @param cpus numbers of those that it is to be bound to; empty for none
 * @param backendPort of the server of http leaves
 */
record PythonFork(
    LiveFork live,
    Python python,
    Path side,
    ForkSettings fork,
    List<Integer> cpus,
    int backendPort) {
  PythonFork {
    cpus = List.copyOf(cpus);
  }

  /**
   * Runs it to its end.
   *
   * @throws ForkFailedException if it gave no result
   * @throws IOException if its output cannot be written
   */
  ForkResult run() throws ForkFailedException, IOException {
    Path log = live.into().resolve(RunStore.STDOUT);
    PythonLeft left = new PythonLeft(live.into());
    PythonSpec spec =
        new PythonSpec(
            live.arm(), python.loop(), fork, cpus, backendPort, live.gate().port(), left.start());
    try {
      int exitCode = new PythonProcess(List.of(), python, side).run(spec, log);
      live.requireInTime();
      PythonWords words = PythonWords.of(log);
      if (exitCode != 0) {
        throw new ForkFailedException(words.reason(exitCode), false);
      }
      requireTurns();
      PythonResult result = left.read(fork, words);
      tellWarmUp(result, log);
      return new PythonInJmh(live.arm(), python, fork, result).result();
    } finally {
      left.delete();
    }
  }

  /** Turns that it did not wait for were measured while others ran. */
  private void requireTurns() throws ForkFailedException {
    int taken = live.time().turnsMillis().size();
    if (taken != fork.turns()) {
      throw new ForkFailedException(
          "CPython ended after " + taken + " of " + fork.turns() + " turns", false);
    }
  }

  /** Says in its output what JMH says in that of a JVM, where it is read from. */
  private static void tellWarmUp(PythonResult result, Path log) throws IOException {
    List<String> lines = new ArrayList<>();
    for (PythonResult.Iteration each : result.warmUpIterations()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "# Warmup Iteration %3d: %.3f us/op",
              lines.size() + 1,
              each.nanos() / 1e3 / each.ops()));
    }
    Files.write(log, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }
}
