package org.asyncmark.leaf;

import org.asyncmark.loop.LoopFuture;

/** A leaf as callbacks on a loop. */
@FunctionalInterface
public interface LoopLeaf extends AutoCloseable {
  /**
   * Starts the work of one leaf; only on the loop's thread. Never throws: a failure completes the
   * future.
   *
   * @param index of the leaf within its op, 0 and up
   * @return {@code index}, by way of the work. Cancelling it keeps work from starting that has not
   *     started
   */
  LoopFuture<Long> call(int index);

  /** Returns how often a connection was opened in place of one that had to be closed. */
  default long reconnects() {
    return 0;
  }

  /** Gives back connections; before the loop is closed, from any thread but its own. Idempotent. */
  @Override
  default void close() {}
}
