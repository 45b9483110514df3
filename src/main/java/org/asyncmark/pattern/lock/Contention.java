package org.asyncmark.pattern.lock;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.AsyncOp;

/**
 * Tasks that contend for locks: {@code async with lock}. Each contender takes its lock a number of
 * times; every time it adds one to the counter that the lock guards, does its hold, which may wait,
 * and gives the lock back.
 *
 * <p>The contenders are handed to the model one after the other and without a wait in between, as
 * {@code asyncio.gather} starts its tasks. There is no gate that they wait at: asyncio has none,
 * and its opening would be a wait and a wake-up for each contender that are not the lock's. A
 * contender that asks again at once may so have the lock several times before the next one is
 * there, in asyncio too.
 *
 * <p>The caller is a platform thread outside the model: it hands the work over and parks until all
 * contenders have ended.
 */
interface Contention {
  /**
   * Has every contender take its lock as often as planned, and waits until all have ended. A
   * contender whose hold fails gives its lock back and ends; the others go on.
   *
   * @throws ExecutionException if holds failed; the cause is the failure of the first contender, by
   *     number, that had one
   * @throws InterruptedException if the calling thread was interrupted; the contenders are
   *     cancelled then, those that wait for a lock as well as those that hold one
   */
  void run() throws ExecutionException, InterruptedException;

  /**
   * Returns the contenders of a request, who contend with those of all others that are under way;
   * on platform threads no more at once than the pool has threads. What each request guards is its
   * own, as {@link GuardedState#another} has it.
   */
  AsyncOp<GuardedState> op();
}
