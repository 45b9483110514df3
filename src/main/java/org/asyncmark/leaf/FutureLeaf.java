package org.asyncmark.leaf;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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

  /**
   * Returns what is done once all that cancelled calls held is given back: connections, above all.
   * A cancelled future is done at once, and what it stands for may not be. For the thread that has
   * cancelled them.
   */
  default CompletableFuture<@Nullable Void> givenBack() {
    return CompletableFuture.completedFuture(null);
  }

  /** Returns how often a connection was opened in place of one that had to be closed. */
  default long reconnects() {
    return 0;
  }

  /** Gives back connections and threads. Idempotent. */
  @Override
  default void close() {}
}
