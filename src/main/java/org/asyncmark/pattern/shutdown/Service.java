package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * A small service that is shut down under load: it takes work that it is offered, until it is told
 * to stop. Then it refuses all that is offered, lets end what it has taken, and at a deadline
 * cancels what is left of that. So each offer ends in one of three ways, and in one only: it is
 * completed, rejected or aborted. An offer at the same time as the stop may be taken or not.
 *
 * <p>What was taken is kept referenced until it has ended, and awaited, cancelled or not; then
 * nothing is left of it: no thread, no timer, no descriptor, and its connection can be used.
 *
 * <p>One thread starts and shuts down, another one offers, both outside the model.
 */
interface Service {
  /** Takes work from now on; at first, and again once it was shut down. */
  void start();

  /**
   * Offers a leaf, and does not wait for it. How it ends is noted in the op.
   *
   * @param offer its number within the op, which is that of its leaf
   */
  void offer(int offer);

  /**
   * Waits until everything that the calling thread has offered is taken or rejected; not until it
   * has ended.
   *
   * @throws ExecutionException if the mechanism itself failed
   * @throws InterruptedException if the calling thread was interrupted
   */
  default void awaitAnswers() throws ExecutionException, InterruptedException {}

  /**
   * Stops taking work, waits for what was taken, cancels what has not ended by a deadline, and
   * returns when all has ended.
   *
   * @param deadline from now on, 0 and up
   * @throws ExecutionException if the mechanism itself failed, and no leaf
   * @throws InterruptedException if the calling thread was interrupted; what was taken is cancelled
   *     then, and may not have ended
   */
  void shutDown(Duration deadline) throws ExecutionException, InterruptedException;
}
