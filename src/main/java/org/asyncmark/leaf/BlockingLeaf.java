package org.asyncmark.leaf;

import java.io.IOException;

/** A leaf as blocking code: the calling thread does the work or waits for it. */
@FunctionalInterface
public interface BlockingLeaf extends AutoCloseable {
  /**
   * Does the work of one leaf; from any thread.
   *
   * @param index of the leaf within its op, 0 and up
   * @return {@code index}, by way of the work: an http leaf reads it from the response
   * @throws IOException if the leaf failed
   * @throws InterruptedException if the calling thread was interrupted
   */
  long call(int index) throws IOException, InterruptedException;

  /** Returns how often a connection was opened in place of one that had to be closed. */
  default long reconnects() {
    return 0;
  }

  /** Gives back connections. Idempotent. */
  @Override
  default void close() {}
}
