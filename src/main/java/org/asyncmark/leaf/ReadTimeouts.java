package org.asyncmark.leaf;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The read time-out of blocking connections: a thread that looks at all of them now and then, as
 * the loop's client does with its own. A silence is noticed at most a tenth of the time-out late.
 */
final class ReadTimeouts implements AutoCloseable {
  private final Thread sweeper;

  /**
   * Starts to look after connections.
   *
   * @param readMillis the time-out, 1 and up
   */
  ReadTimeouts(List<BlockingConnection> connections, long readMillis) {
    long pauseMillis = HttpConnections.sweepMillis(readMillis);
    sweeper = new Thread(() -> sweep(connections, pauseMillis), "http-read-timeouts");
    sweeper.setDaemon(true);
    sweeper.start();
  }

  /** Stops looking and waits for the thread to end. Idempotent. */
  @Override
  public void close() {
    sweeper.interrupt();
    boolean interrupted = false;
    while (sweeper.isAlive()) {
      try {
        sweeper.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sweep(List<BlockingConnection> connections, long pauseMillis) {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
        connections.forEach(BlockingConnection::closeIfSilent);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // by close: the end
    }
  }
}
