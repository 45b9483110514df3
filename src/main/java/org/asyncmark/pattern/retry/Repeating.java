package org.asyncmark.pattern.retry;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** How blocking code makes attempts until one succeeds, and waits in between. */
@FunctionalInterface
interface Repeating {
  /**
   * Makes the attempts of a task.
   *
   * @param attempt makes the next one
   * @return the value of the one that succeeded
   * @throws IOException if all have failed; it is the failure of the last
   * @throws InterruptedException if the thread was interrupted, in an attempt or in between
   * @throws Exception if an attempt threw anything else, at once
   */
  long call(Attempts op, int task, Callable<Long> attempt) throws Exception;

  /** {@link Repeating} as a loop with {@code Thread.sleep}. */
  static long sleepLoop(Attempts op, int task, Callable<Long> attempt) throws Exception {
    for (int failed = 0; ; failed++) {
      try {
        return attempt.call();
      } catch (IOException failure) {
        if (op.hasMadeLast(task)) {
          throw failure;
        }
      }
      TimeUnit.MILLISECONDS.sleep(op.asks(task, failed));
    }
  }
}
