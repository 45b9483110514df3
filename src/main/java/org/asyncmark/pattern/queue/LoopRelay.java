package org.asyncmark.pattern.queue;

import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.TaskGroupException;
import org.jspecify.annotations.Nullable;

/**
 * {@link Relay} with a task per producer and consumer on one loop, as a Python programmer would
 * write it: a task group, a queue, and the task that started them shuts it down. A task goes on
 * until its queue is full or empty, so the tasks take turns as {@code asyncio}'s do. The loop's
 * queue has no capacity of 0, which stands for no limit in asyncio.
 *
 * @param leaf what a consumer does with an item; null for nothing
 */
record LoopRelay(EventLoop loop, QueueShape shape, @Nullable LoopLeaf leaf) implements Relay {
  LoopRelay {
    if (shape.capacity() == 0) {
      throw new IllegalArgumentException("a loop-queue holds at least 1 item, got capacity 0");
    }
  }

  @Override
  public long run(Ledger ledger, boolean counting) throws ExecutionException, InterruptedException {
    try { // counts in any case: it reads two sizes that the queue reads anyway
      return loop.callAndWait(
          () -> Task.start(loop, () -> new LoopOp(loop, shape, ledger, leaf).run()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TaskGroupException group) {
        throw new ExecutionException(group.failures().get(0));
      }
      throw e;
    }
  }
}
