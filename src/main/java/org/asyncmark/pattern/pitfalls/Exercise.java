package org.asyncmark.pattern.pitfalls;

import java.util.concurrent.ExecutionException;

/**
 * A pitfall in one model: the same tasks, done by mistake or by the remedy, as the plan says that
 * it was opened with. The caller is a platform thread outside the model.
 */
@FunctionalInterface
interface Exercise {
  /**
   * Does all tasks once; whichever way, all of them have ended when this returns, and no lock is
   * taken and no session of this op open.
   *
   * @return how often the pitfall's instrument found the mistake: as often as {@link
   *     PitfallPlan#mistakes} says, or 0 if the instrument is none that counts here
   * @throws ExecutionException if a task failed that was not to
   * @throws InterruptedException if the calling thread was interrupted; the tasks are cancelled
   *     then
   * @throws IllegalStateException if a task did other work than its own
   */
  int run() throws ExecutionException, InterruptedException;
}
