package org.asyncmark.pattern.pool;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** A pool for tasks that block. Any thread may borrow. */
interface Lender {
  /** What is done with a slot. */
  @FunctionalInterface
  interface Borrower {
    /** Does it, on the thread that borrowed the slot. */
    void use(Slot slot) throws IOException, InterruptedException;
  }

  /**
   * Lends a slot for as long as the borrower uses it, and replaces it if it has broken by then.
   *
   * @throws TimeoutException if there was none in time; nothing was used
   * @throws IOException if the borrower threw it
   * @throws InterruptedException if the calling thread was interrupted
   */
  void lend(Borrower borrower) throws IOException, InterruptedException, TimeoutException;

  /** Returns how many slots are idle at this moment. */
  int idle();
}
