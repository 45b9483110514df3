package org.asyncmark.pattern.retry;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link Retrying} as one blocking task each, on a pool of platform threads with a thread for each,
 * or on virtual threads, as the executor decides. A task keeps its thread while it waits, whether
 * or not it keeps its permit.
 */
record BlockingRetrying(
    ExecutorService tasks,
    BlockingLeaf leaf,
    Semaphore permits,
    PermitRule rule,
    Repeating repeating)
    implements Retrying {
  @Override
  public void run(Attempts op) throws ExecutionException, InterruptedException {
    TaskResults.failFast(tasks, op.tasks(), task -> () -> retry(op, task));
  }

  private long retry(Attempts op, int task) throws Exception {
    Callable<Long> attempt = () -> leaf.call(op.begins(task));
    try {
      op.succeeded(
          task,
          rule.held()
              ? withPermit(() -> repeating.call(op, task, attempt))
              : repeating.call(op, task, () -> withPermit(attempt)));
    } catch (IOException lastFailure) {
      op.gaveUp(task, lastFailure);
    }
    return task;
  }

  private long withPermit(Callable<Long> body) throws Exception {
    permits.acquire();
    try {
      return body.call();
    } finally {
      permits.release();
    }
  }
}
