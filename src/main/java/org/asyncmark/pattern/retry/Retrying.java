package org.asyncmark.pattern.retry;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.pattern.AsyncOp;

/**
 * Makes each of a number of tasks attempt its leaf until one attempt succeeds or all are used up,
 * and wait before each further one: {@code asyncio.sleep} in a loop around {@code try}. All tasks
 * are there at once and share permits, first come, first served: an attempt is made with a permit.
 * Whether a task keeps its permit while it waits for its next attempt is given when this is opened.
 *
 * <p>An attempt fails by an {@link java.io.IOException}; nothing else is tried again. The wait
 * before the next one is what {@link Attempts#asks} returns, in whole milliseconds, and begins when
 * it is asked for. A task that gives up ends with the failure of its last attempt, as it was. Of an
 * earlier attempt nothing is kept once the next one has failed: a task that is tried ten thousand
 * times takes no more memory than one that is tried twice.
 *
 * <p>The caller is a platform thread outside the model.
 */
interface Retrying {
  /**
   * Runs the tasks of an op and returns when all have ended. What became of each is noted in the
   * op; a task that gives up is not an error of this call, and leaves the others alone.
   *
   * @throws ExecutionException if a task failed by something else than its leaf; the others go on
   * @throws InterruptedException if the calling thread was interrupted; the tasks are cancelled
   *     then, whatever they wait for, and their permits come back
   */
  void run(Attempts op) throws ExecutionException, InterruptedException;

  /**
   * Returns the tasks of a request, which share the permits with those of all others that are under
   * way; on the thread of the request unless overridden.
   *
   * @param next makes the op of each request, on whatever thread begins it
   */
  default AsyncOp<Attempts> op(Supplier<Attempts> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          Attempts op = next.get();
          run(op);
          return op;
        });
  }
}
