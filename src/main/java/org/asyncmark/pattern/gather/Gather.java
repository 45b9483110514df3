package org.asyncmark.pattern.gather;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.AsyncOp;

/**
 * Starts a number of leaves at once and waits for them: {@code asyncio.gather}. The results are in
 * the order of the leaves, whatever the order in which they ended; no leaves give an empty list at
 * once.
 *
 * <p>The caller is a platform thread outside the model: it hands the work over and parks until the
 * result is there, so that every model pays for one way there and one way back.
 */
public interface Gather {
  /**
   * Gathers until all leaves have a result or one has failed. The other leaves are left running
   * then, as in {@code asyncio.gather(*aws)}.
   *
   * @param fanOut number of leaves, 0 and up
   * @return the result of each leaf, in order
   * @throws ExecutionException as soon as a leaf failed; the cause is what the first one threw
   * @throws InterruptedException if the calling thread was interrupted; the leaves are cancelled
   *     then
   */
  List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException;

  /**
   * Gathers until all leaves have ended, well or badly, as in {@code asyncio.gather(*aws,
   * return_exceptions=True)}.
   *
   * @param fanOut number of leaves, 0 and up
   * @return the outcome of each leaf, in order
   * @throws ExecutionException if the gather itself failed, and no leaf
   * @throws InterruptedException if the calling thread was interrupted; the leaves are cancelled
   *     then
   */
  List<Outcome> collect(int fanOut) throws ExecutionException, InterruptedException;

  /**
   * Returns the gather that fails fast as a request asks for it.
   *
   * @param fanOut number of leaves, 0 and up
   */
  AsyncOp<List<Long>> op(int fanOut);
}
