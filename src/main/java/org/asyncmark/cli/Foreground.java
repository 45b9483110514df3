package org.asyncmark.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps a verb that serves alive. */
final class Foreground {
  private Foreground() {}

  /**
   * Waits for Ctrl-C or SIGTERM, which close the server and end the JVM, or for an interrupt.
   *
   * @param close closes the server
   */
  static void serve(Runnable close) {
    Thread atExit = new Thread(close, "asyncmark-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller wants an end, and may want to know
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
