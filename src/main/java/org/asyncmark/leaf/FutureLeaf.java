package org.asyncmark.leaf;

import java.util.concurrent.CompletableFuture;

/** A leaf as a {@link CompletableFuture}: the calling thread starts the work and does not wait. */
@FunctionalInterface
public interface FutureLeaf extends AutoCloseable {
  /**
   * Starts the work of one leaf; from any thread. Never throws: a failure completes the future.
   *
   * @param index of the leaf within its op, 0 and up
   * @return {@code index}, by way of the work. Cancelling it keeps work from starting that has not
   *     started
   */
  CompletableFuture<Long> call(int index);

  /** Gives back connections and threads. Idempotent. */
  @Override
  default void close() {}
}
