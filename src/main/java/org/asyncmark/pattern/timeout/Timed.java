package org.asyncmark.pattern.timeout;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.pattern.AsyncOp;

/**
 * Starts a number of leaves at once and waits for each of them until its deadline: {@code
 * asyncio.timeout} or {@code wait_for} around each. Every leaf ends in one of three ways: its value
 * is there in time, it fails in time, or it expires. The deadline is that of each leaf from its
 * start, or, where the mechanism has one for all, that of all from the start of the first.
 *
 * <p>Work that expired is cancelled, and has ended before the op does: no thread is in it, no timer
 * is left of it, and its connection is closed. Where a mechanism releases a caller and leaves the
 * work running, the cancelling and the waiting for its end are written by hand.
 *
 * <p>The caller of the leaves belongs to the model: a task, a step, or a thread of its own
 * executor. Who calls this is a platform thread outside the model, which hands the op over and
 * parks until all is quiet, so that every model pays for one way there and one way back.
 */
interface Timed {
  /**
   * Runs the leaves of an op, each under the deadline of the op, and returns when all have ended.
   * What became of each is noted in the op; a leaf that fails or expires is not an error of this
   * call, and leaves the others alone.
   *
   * @throws ExecutionException if the mechanism itself failed, and no leaf
   * @throws InterruptedException if the calling thread was interrupted; the leaves are cancelled
   *     then
   */
  void run(TimedOp op) throws ExecutionException, InterruptedException;

  /**
   * Returns the leaves of a request. Where code blocks, the thread of the request waits for them.
   *
   * @param next makes the op of each request, on whatever thread begins it
   */
  AsyncOp<TimedOp> op(Supplier<TimedOp> next);
}
