package org.asyncmark.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * What a child process prints, read all the time by a thread of its own so that the child never
 * waits for a full pipe; the last lines are kept for error messages.
 */
final class ChildOutput {
  private static final int KEPT_LINES = 20;
  private static final long END_MILLIS = 5_000;

  private final Process process;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Thread reader = new Thread(this::read, "asyncmark-child-output");

  private ChildOutput(Process process) {
    this.process = process;
  }

  static ChildOutput of(Process process) {
    ChildOutput output = new ChildOutput(process);
    output.reader.setDaemon(true);
    output.reader.start();
    return output;
  }

  /** Returns the port that the child tells; failed if its output ended before it told one. */
  CompletableFuture<Integer> port() {
    return port;
  }

  private void read() {
    try (BufferedReader in = process.inputReader(UTF_8)) {
      String line = in.readLine();
      while (line != null) {
        keep(line);
        line = in.readLine();
      }
      port.completeExceptionally(new IOException("the output ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      if (lines.size() == KEPT_LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
    if (line.startsWith(ListeningProcess.LISTENING)) {
      port.complete(Integer.parseInt(line.substring(ListeningProcess.LISTENING.length())));
    }
  }

  /** Waits until everything that the child printed is read, 5 s at most. */
  void awaitEnd() throws InterruptedException {
    reader.join(END_MILLIS);
  }

  /** Returns the last lines, joined to one. */
  @Override
  public String toString() {
    synchronized (lines) {
      return lines.isEmpty() ? "nothing" : String.join(" | ", lines);
    }
  }
}
