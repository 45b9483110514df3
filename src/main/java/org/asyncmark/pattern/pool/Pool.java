package org.asyncmark.pattern.pool;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.pattern.AsyncOp;

/**
 * A fixed number of connections that more tasks want to use: each borrows a slot, waits for it no
 * longer than a time-out, has its leaf at work while it holds the slot, and gives it back, or has
 * it replaced by a new one if it has broken. Who waits is served in the order of coming, as far as
 * the mechanism promises it.
 *
 * <p>The slots, their order and the time-out are given when a pool is opened. The slots belong to
 * the pool and not to a run: one that a run did not give back is missing in the next.
 *
 * <p>The caller is a platform thread outside the model: it hands the tasks over and parks until all
 * have ended, so that every model pays for one way there and one way back.
 */
interface Pool {
  /**
   * Runs the tasks of an op, each of which borrows a slot for its leaf, and returns when all have
   * ended. What became of each is noted in the op; a task that fails or waits in vain is not an
   * error of this call, and leaves the others alone.
   *
   * @throws ExecutionException if the pool itself failed
   * @throws InterruptedException if the calling thread was interrupted; the tasks are cancelled
   *     then, those that wait for a slot and those whose leaf is at work
   */
  void run(PoolOp op) throws ExecutionException, InterruptedException;

  /**
   * Returns the tasks of a request, which borrow from the same slots as those of all others that
   * are under way; on the thread of the request unless overridden.
   *
   * @param next makes the op of each request, on whatever thread begins it
   */
  default AsyncOp<PoolOp> op(Supplier<PoolOp> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          PoolOp op = next.get();
          run(op);
          return op;
        });
  }

  /** Returns how many slots are idle at this moment. */
  int idle() throws ExecutionException, InterruptedException;
}
