package org.asyncmark.pattern;

import java.util.concurrent.ExecutionException;

/**
 * A number of tasks that all wait for the same thing, and a caller that lets them go. The caller is
 * a platform thread outside the model, and one thread makes all calls.
 */
public interface Waiters {
  /**
   * Starts the waiters, and returns once each of them waits: what one does on its way there is over
   * when the others are let go. A blocking thread waits when it is parked, a task of a loop or a
   * future when it is in the line.
   *
   * @throws InterruptedException if the calling thread was interrupted
   * @throws org.asyncmark.EnvironmentException if the machine has no threads for all waiters
   */
  void arm() throws InterruptedException;

  /**
   * Lets all waiters go that {@link #arm} has started, and returns once all have gone.
   *
   * @throws ExecutionException if a waiter failed
   * @throws InterruptedException if the calling thread was interrupted
   */
  void release() throws ExecutionException, InterruptedException;
}
