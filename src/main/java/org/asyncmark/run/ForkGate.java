package org.asyncmark.run;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;
import org.asyncmark.measure.TurnGate;
import org.jspecify.annotations.Nullable;

/**
 * The driver's end of the line to the gate of one fork, see {@link TurnGate}. For one thread, but
 * for {@link #close}.
 */
final class ForkGate implements AutoCloseable {
  /** What came of waiting for a fork. */
  enum Arrival {
    /** It stands at the gate. */
    AT_GATE,
    /** The line is at its end: the fork has ended, or its gate was closed. */
    ENDED,
    /** Neither has happened in time. */
    LATE
  }

  private final ServerSocket server;
  private volatile @Nullable Socket line;
  private OptionalLong pid = OptionalLong.empty();

  private ForkGate(ServerSocket server) {
    this.server = server;
  }

  /**
   * Opens a line for one fork.
   *
   * @throws EnvironmentException if the loopback interface cannot be listened on
   */
  static ForkGate open() {
    try {
      return new ForkGate(new ServerSocket(0, 1, InetAddress.getByName(TurnGate.HOST)));
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted a port of the loopback interface for a fork, got none: " + e.getMessage(), e);
    }
  }

  /** Returns the port that the fork is told. */
  int port() {
    return server.getLocalPort();
  }

  /** Returns the fork's process; empty until it has been at the gate. */
  OptionalLong pid() {
    return pid;
  }

  /**
   * Waits for the fork.
   *
   * @param millis 1 and up
   */
  Arrival await(long millis) {
    long startNanos = System.nanoTime();
    try {
      Socket fork = line;
      if (fork == null) {
        server.setSoTimeout(timeout(millis, startNanos));
        fork = server.accept();
        fork.setTcpNoDelay(true);
        line = fork;
        fork.setSoTimeout(timeout(millis, startNanos));
        pid = OptionalLong.of(new DataInputStream(fork.getInputStream()).readLong());
      }
      fork.setSoTimeout(timeout(millis, startNanos));
      return fork.getInputStream().read() == TurnGate.AT_GATE ? Arrival.AT_GATE : Arrival.ENDED;
    } catch (SocketTimeoutException e) {
      return Arrival.LATE;
    } catch (IOException e) {
      return Arrival.ENDED; // its JVM says why, or whoever has closed this
    }
  }

  private static int timeout(long millis, long startNanos) {
    long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return (int) Math.max(1, Math.min(left, Integer.MAX_VALUE));
  }

  /** Opens the gate to the fork that stands at it; one that has ended meanwhile is seen later. */
  void go() {
    Socket fork = line;
    if (fork != null) {
      try {
        fork.getOutputStream().write(TurnGate.GO);
      } catch (IOException e) {
        close(); // so that the next wait finds its end
      }
    }
  }

  /** Ends the line, and any wait for it. Idempotent; from any thread. */
  @Override
  public void close() {
    try (Socket closing = line) {
      server.close();
    } catch (IOException e) {
      // a line that cannot be closed is at its end
    }
  }
}
