package org.asyncmark.jdk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks a {@code java} or a {@code python3} something of itself. Called from several threads at
 * once.
 */
@FunctionalInterface
interface Ask {
  /**
   * Starts an executable and waits for its end.
   *
   * @param executable a {@code java} or a {@code python3}
   * @param options what it is asked
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the caller was interrupted; the process is gone by then
   */
  Answer ask(Path executable, List<String> options) throws IOException, InterruptedException;

  /**
   * What came back.
   *
   * @param inTime false if it was killed at the deadline
   * @param exitCode meaningless unless it ended in time
   * @param output standard output and standard error
   */
  record Answer(boolean inTime, int exitCode, String output) {}
}
