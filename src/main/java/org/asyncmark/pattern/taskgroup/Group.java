package org.asyncmark.pattern.taskgroup;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.AsyncOp;

/**
 * Runs a {@link Tree} of tasks: {@code asyncio.TaskGroup}. Each node is a group whose children are
 * tasks of their own, all at once, and each leaf one leaf. No child outlives its group: if one
 * fails, its siblings are cancelled, and once all have ended the group fails in the one around it.
 *
 * <p>The caller is a platform thread outside the model, and owns the group of the root.
 */
interface Group {
  /**
   * Runs the tree once.
   *
   * @return the sum of what the leaves return
   * @throws ExecutionException if a leaf failed, after all have ended. The cause is what the first
   *     one threw, whatever its depth; failures that came before the cancellation did are
   *     suppressed in it, as far as the mechanism keeps them
   * @throws InterruptedException if the calling thread was interrupted; all are cancelled
   */
  long run() throws ExecutionException, InterruptedException;

  /** Returns the tree of a request; on the thread of the request unless overridden. */
  default AsyncOp<Long> op() {
    return new AsyncOp.Blocking<>(this::run);
  }
}
