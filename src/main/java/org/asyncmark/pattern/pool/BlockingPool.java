package org.asyncmark.pattern.pool;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link Pool} with one blocking task per leaf, on a pool of platform threads or on virtual
 * threads, as the executor decides. A task holds its thread while it waits for a slot.
 */
record BlockingPool(ExecutorService tasks, BlockingLeaf leaf, Lender lender) implements Pool {
  @Override
  public void run(PoolOp op) throws ExecutionException, InterruptedException {
    TaskResults.failFast(tasks, op.tasks(), task -> () -> borrow(op, task));
  }

  private long borrow(PoolOp op, int task) throws InterruptedException {
    op.asks(task);
    try {
      lender.lend(slot -> use(op, task, slot));
    } catch (IOException | TimeoutException e) {
      op.failed(task, e);
    }
    return task;
  }

  private void use(PoolOp op, int task, Slot slot) throws IOException, InterruptedException {
    op.has(task, slot);
    try {
      op.returned(task, leaf.call(task));
    } finally {
      op.gives(task, slot);
    }
  }

  @Override
  public int idle() {
    return lender.idle();
  }
}
