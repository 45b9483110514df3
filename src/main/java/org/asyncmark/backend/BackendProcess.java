package org.asyncmark.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncmark.EnvironmentException;

/**
 * A {@link Backend} in a child JVM, so that serving takes neither heap nor threads of the JVM that
 * is measured. The child ends when this JVM ends, also when this JVM is killed. Any thread may call
 * the methods.
 */
public final class BackendProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);
  private static final long STOP_SECONDS = 5;

  private final Process process;
  private final ChildOutput output;
  private final int port;

  private BackendProcess(Process process, ChildOutput output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /**
   * Starts a backend with one thread on a free port, with the {@code java} that runs this JVM.
   *
   * @throws EnvironmentException if it does not start; the message has what it printed
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  public static BackendProcess start() throws InterruptedException {
    return start(runningJava());
  }

  /**
   * Starts a backend with one thread on a free port.
   *
   * @param java the {@code java} executable to run it with
   * @throws EnvironmentException if it does not start; the message has what it printed
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  public static BackendProcess start(Path java) throws InterruptedException {
    return start(java, 0, 1, START_DEADLINE);
  }

  /** Returns the {@code java} executable of the running JVM. */
  public static Path runningJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Starts a backend.
   *
   * @param java the {@code java} executable to run it with
   * @param port 1 to 65535, or 0 for a free one
   * @param threadCount threads that serve the connections, from 1
   * @param deadline how long to wait until it listens
   * @throws EnvironmentException if it does not start; the message has what it printed
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  public static BackendProcess start(Path java, int port, int threadCount, Duration deadline)
      throws InterruptedException {
    List<String> command =
        List.of(
            java.toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            BackendMain.class.getName(),
            Integer.toString(port),
            Integer.toString(threadCount));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new EnvironmentException(
          "the backend did not start: cannot run " + java + ": " + e.getMessage(), e);
    }
    ChildOutput output = ChildOutput.of(process);
    boolean listening = false;
    try {
      int listeningPort = output.port().get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      listening = true;
      return new BackendProcess(process, output, listeningPort);
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          "the backend did not start: exit code " + process.waitFor() + ", it printed: " + output,
          e);
    } catch (TimeoutException e) {
      throw new EnvironmentException(
          "the backend did not listen within "
              + deadline.toMillis()
              + " ms: run it alone with the verb backend to see why; it printed: "
              + output,
          e);
    } finally {
      if (!listening) {
        kill(process, output);
      }
    }
  }

  /** Returns the port that the backend listens on. */
  public int port() {
    return port;
  }

  /** Returns the process id of the backend's JVM. */
  public long pid() {
    return process.pid();
  }

  /** Tells whether the backend's JVM runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the last lines that the backend printed, for error messages. */
  public String output() {
    return output.toString();
  }

  /**
   * Ends the backend and waits until its JVM has ended: with the end of its input, and by force if
   * it has not ended 5 s later, or if the caller is interrupted. Further calls do nothing.
   */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        output.awaitEnd();
        return;
      }
    } catch (IOException e) {
      // The pipe is broken because the backend has died already, or it is killed now.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill(process, output);
  }

  private static void kill(Process process, ChildOutput output) {
    process.destroyForcibly();
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      process.getOutputStream().close();
      output.awaitEnd();
    } catch (IOException e) {
      // The other end of the pipe is gone, which is what was wanted.
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
