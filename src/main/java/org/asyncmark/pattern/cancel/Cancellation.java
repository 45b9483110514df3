package org.asyncmark.pattern.cancel;

import java.util.concurrent.ExecutionException;

/**
 * A number of tasks that wait, and a caller that waits for them and has them cancelled: {@code
 * task.cancel()}, the clean-up, and what is left. A cancelled task gets to know it where it waits,
 * gives up its place there, and ends; then what it waited for can be used by others. Nothing is
 * left of it: no thread, no timer, no place in a line, no item or lock handed to it, no descriptor.
 *
 * <p>The caller is a platform thread outside the model, and one thread makes all calls.
 */
interface Cancellation {
  /**
   * Starts the tasks, and returns once each of them waits: a blocking thread is parked, a task of
   * the loop or a future is in the line, a request has been sent or is about to be.
   *
   * @throws ExecutionException if a task failed instead
   * @throws InterruptedException if the calling thread was interrupted; the tasks are cancelled
   *     then
   */
  void arm() throws ExecutionException, InterruptedException;

  /**
   * Cancels all tasks that {@link #arm} has started, and returns when what they waited for has been
   * used again. Notes in the op when whoever waits for the tasks was released, which may be before
   * they have ended; when the last of them had ended; and when the timer, the connections, the lock
   * or the queue had been used by new tasks.
   *
   * @throws ExecutionException if a task failed in another way, or what was waited for cannot be
   *     used
   * @throws InterruptedException if the calling thread was interrupted; the tasks are cancelled
   *     then
   */
  void cancel() throws ExecutionException, InterruptedException;

  /** Returns how many connections were opened so far in place of those that were closed. */
  long reconnects();
}
