package org.asyncmark.pattern.fanout;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.AsyncOp;

/**
 * Runs a number of leaves, at most a limit of them at once: tasks that each do their leaf in {@code
 * async with semaphore}, and a gather over them. The results are in the order of the leaves,
 * whatever the order in which they ended; no leaves give an empty list at once.
 *
 * <p>The limit, and where its permits are taken, are given when a fan-out is opened. The permits
 * belong to the fan-out and not to a run: one that a run did not give back is missing in the next.
 *
 * <p>The caller is a platform thread outside the model: it hands the work over and parks until the
 * result is there, so that every model pays for one way there and one way back.
 */
public interface FanOut {
  /**
   * Runs leaves until all have a result or one has failed. Those that have started are left running
   * then, as in {@code asyncio.gather(*aws)}. Those that have not go on to wait for their permits
   * and run, too, if the permit is taken {@link PermitPlace#INSIDE inside} the task; if it is taken
   * {@link PermitPlace#BEFORE before}, they have no task yet and never get one.
   *
   * @param fanOut number of leaves, 0 and up
   * @return the result of each leaf, in order
   * @throws ExecutionException as soon as a leaf failed; the cause is what the first one threw
   * @throws InterruptedException if the calling thread was interrupted; the leaves are cancelled
   *     then, those that wait for a permit and those that run
   */
  List<Long> run(int fanOut) throws ExecutionException, InterruptedException;

  /**
   * Returns a run as a request asks for it, on the thread of the request unless overridden.
   *
   * @param fanOut number of leaves, 0 and up
   */
  default AsyncOp<List<Long>> op(int fanOut) {
    return new AsyncOp.Blocking<>(() -> run(fanOut));
  }
}
