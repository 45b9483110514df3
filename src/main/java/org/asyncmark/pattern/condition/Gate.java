package org.asyncmark.pattern.condition;

import java.util.function.IntConsumer;

/** A lock with a condition, and the tokens under it, for threads. */
interface Gate {
  /** Starts a new op; while nobody waits. */
  void reset();

  /**
   * Waits for a token and takes it.
   *
   * @param arrives takes the waiter's number when all that is left to do is to wait
   */
  void pass(int waiter, IntConsumer arrives) throws InterruptedException;

  /** Grants tokens and notifies. */
  void open();

  /** Notifies all without a token. */
  void nudge();
}
