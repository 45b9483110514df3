package org.asyncmark.backend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.asyncmark.EnvironmentException;

/**
 * A {@link Backend} in a child JVM, so that serving takes neither heap nor threads of the JVM that
 * is measured. The child ends when this JVM ends, also when this JVM is killed. Any thread may call
 * the methods.
 */
public final class BackendProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);

  private final ListeningProcess process;

  private BackendProcess(ListeningProcess process) {
    this.process = process;
  }

  /**
   * Starts a backend with one thread on a free port.
   *
   * @param java the {@code java} executable to run it with
   * @throws EnvironmentException if it does not start; the message has what it printed
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  public static BackendProcess start(Path java) throws InterruptedException {
    List<String> command =
        List.of(
            java.toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            BackendMain.class.getName());
    return new BackendProcess(
        ListeningProcess.start(
            "the backend",
            "run it alone with the verb backend to see why",
            command,
            START_DEADLINE));
  }

  /** Returns the {@code java} executable of the running JVM. */
  public static Path runningJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Returns the port that the backend listens on. */
  public int port() {
    return process.port();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Ends the backend and waits until its JVM has ended: with the end of its input, and by force if
   * it has not ended 5 s later, or if the caller is interrupted. Further calls do nothing.
   */
  @Override
  public void close() {
    process.close();
  }
}
