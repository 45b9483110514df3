package org.asyncmark.pattern.ratelimit;

/** What holds blocking tasks to a rate; from any thread. */
@FunctionalInterface
interface BlockingTokens {
  /**
   * Takes a token for a task and waits until it is due. In the op is noted when the task asks, and
   * if it has to wait, until when.
   *
   * @throws InterruptedException if the calling thread was interrupted; the token is gone then
   */
  void acquire(RateOp op, int task) throws InterruptedException;
}
