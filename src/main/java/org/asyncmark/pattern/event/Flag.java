package org.asyncmark.pattern.event;

import java.util.function.IntConsumer;

/** A flag that threads wait for. */
interface Flag {
  /** Clears the flag; while nobody waits. */
  void clear();

  /**
   * Waits until the flag is set.
   *
   * @param arrives takes the waiter's number when all that is left to do is to wait
   */
  void await(int waiter, IntConsumer arrives) throws InterruptedException;

  /** Sets the flag; all who wait go on. */
  void set();
}
