package org.asyncmark.run;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the processes that this JVM has started, and theirs, when it is ended from outside: by
 * Ctrl-C or a signal. To be closed when there are none left.
 */
public final class ChildProcesses implements AutoCloseable {
  private static final long SETTLE_MILLIS = 50;
  private static final long SIGNAL_MILLIS = 200;
  private static final int MOST_SWEEPS = 40;

  private final Thread hook;
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * Begins to watch for the end of this JVM.
   *
   * @param afterwards called on a thread of the shutdown, once the processes are gone
   */
  public ChildProcesses(Runnable afterwards) {
    hook =
        new Thread(
            () -> {
              end.countDown();
              endAll();
              afterwards.run();
            },
            "child-processes-end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Tells whether this JVM is being ended: what its processes do now means nothing. From any
   * thread.
   */
  public boolean ending() {
    return end.getCount() == 0;
  }

  /**
   * Tells whether this JVM is being ended, to somebody who has seen one of its processes end:
   * Ctrl-C reaches them all at once, and this JVM need not be the first to act on it.
   */
  public boolean endsNow() throws InterruptedException {
    return end.await(SIGNAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Returns at once, or never if this JVM is being ended: what the caller does next would race with
   * its end.
   */
  public void stayIfEnding() throws InterruptedException {
    if (ending()) {
      new CountDownLatch(1).await();
    }
  }

  /** Stops watching. Idempotent, and does nothing once the JVM is being ended. */
  @Override
  public void close() {
    if (!ending()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  /**
   * Sweeps until two sweeps in a row find nothing: a process may be starting while the first one
   * looks.
   */
  private static void endAll() {
    int quiet = 0;
    for (int sweep = 0; quiet < 2 && sweep < MOST_SWEEPS; sweep++) {
      List<ProcessHandle> alive =
          ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
      alive.forEach(ProcessHandle::destroyForcibly);
      quiet = alive.isEmpty() ? quiet + 1 : 0;
      try {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
