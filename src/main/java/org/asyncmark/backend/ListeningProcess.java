package org.asyncmark.backend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncmark.EnvironmentException;

/**
 * A child process that prints {@code listening on 127.0.0.1:<port>} and serves until its standard
 * input ends. Whoever starts it holds the other end of that pipe, so the child ends with this JVM,
 * in whatever way this JVM dies. Any thread may call the methods.
 */
public final class ListeningProcess implements AutoCloseable {
  /** Begins the line that tells the port. */
  static final String LISTENING = "listening on 127.0.0.1:";

  private static final long STOP_SECONDS = 5;

  private final Process process;
  private final ChildOutput output;
  private final int port;

  private ListeningProcess(Process process, ChildOutput output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /**
   * Starts a child and waits until it listens.
   *
   * @param name what it is, for messages: "the backend"
   * @param hint what to do if it stays silent, for messages: "run it alone to see why"
   * @param command executable and arguments
   * @param deadline how long to wait until it listens
   * @throws EnvironmentException if it does not start; the message has what it printed
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  public static ListeningProcess start(
      String name, String hint, List<String> command, Duration deadline)
      throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new EnvironmentException(
          name + " did not start: cannot run " + command.get(0) + ": " + e.getMessage(), e);
    }
    ChildOutput output = ChildOutput.of(process);
    boolean listening = false;
    try {
      int listeningPort = output.port().get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      listening = true;
      return new ListeningProcess(process, output, listeningPort);
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          name + " did not start: exit code " + process.waitFor() + ", it printed: " + output, e);
    } catch (TimeoutException e) {
      throw new EnvironmentException(
          name
              + " did not listen within "
              + deadline.toMillis()
              + " ms: "
              + hint
              + "; it printed: "
              + output,
          e);
    } finally {
      if (!listening) {
        kill(process, output);
      }
    }
  }

  /**
   * The child's side: tells the port and returns when standard input has ended.
   *
   * @throws IOException if standard input cannot be read
   */
  public static void serve(int port) throws IOException {
    System.out.println(LISTENING + port);
    System.out.flush();
    byte[] ignored = new byte[256];
    while (System.in.read(ignored) >= 0) {
      // Only the end of the input means something.
    }
  }

  /** Returns the port that the child listens on. */
  public int port() {
    return port;
  }

  /** Returns the child's process id. */
  public long pid() {
    return process.pid();
  }

  /** Tells whether the child runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Ends the child and waits until it has ended: with the end of its input, and by force if it has
   * not ended 5 s later, or if the caller is interrupted. Further calls do nothing.
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
      // The pipe is broken because the child has died already, or it is killed now.
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
