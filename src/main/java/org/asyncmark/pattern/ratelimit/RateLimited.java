package org.asyncmark.pattern.ratelimit;

import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Starts a number of tasks at once, each of which takes a token, waits until it is due, and does
 * its leaf: a client that keeps to a rate, and a gather over what it sends. The results are in the
 * order of the leaves.
 *
 * <p>Tokens are given to who asks first. The bucket belongs to the run and is full when it begins,
 * so that an op never depends on how long it is since the one before. A token says when its task
 * may go on and is not given back: a task that is late to wake up goes on late, and may then go on
 * together with the next.
 *
 * <p>The caller is a platform thread outside the model: it hands the work over and parks until the
 * result is there, so that every model pays for one way there and one way back.
 */
interface RateLimited {
  /**
   * Runs the tasks of an op until all have a result or a leaf has failed; the others go on then, as
   * in {@code asyncio.gather(*aws)}. When each task asked, waited and was admitted is noted in the
   * op.
   *
   * @return the result of each leaf, in order
   * @throws ExecutionException as soon as a leaf failed; the cause is what the first one threw
   * @throws InterruptedException if the calling thread was interrupted; the tasks are cancelled
   *     then, those that wait for a token and those that run
   */
  List<Long> run(RateOp op) throws ExecutionException, InterruptedException;
}
