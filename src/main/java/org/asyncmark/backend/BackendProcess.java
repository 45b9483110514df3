package org.asyncmark.backend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.asyncmark.EnvironmentException;

/**
 * Starts a {@link Backend} in a child JVM, so that serving takes neither heap nor threads of the
 * JVM that is measured. Any thread may call the methods.
 */
public final class BackendProcess {
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);

  private BackendProcess() {}

  /**
   * Starts a backend with one thread on a free port.
   *
   * @param java the {@code java} executable to run it with
   * @throws EnvironmentException if it does not start; the message has what it printed
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  public static ListeningProcess start(Path java) throws InterruptedException {
    List<String> command =
        List.of(
            java.toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            BackendMain.class.getName());
    return ListeningProcess.start(
        "the backend", "run it alone with the verb backend to see why", command, START_DEADLINE);
  }

  /** Returns the {@code java} executable of the running JVM. */
  public static Path runningJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
