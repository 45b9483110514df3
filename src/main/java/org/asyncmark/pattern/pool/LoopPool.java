package org.asyncmark.pattern.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Pool} with a task per leaf on one loop, as a Python programmer would write it: the idle
 * slots are in an {@code asyncio.Queue} or {@code LifoQueue}, and a task gets one in {@code async
 * with timeout}, which sets a timer whether it has to wait or not.
 */
record LoopPool(EventLoop loop, LoopLeaf leaf, PoolSpec spec, LoopQueue<Slot> idleSlots)
    implements Pool {
  /** Opens one whose slots are idle. */
  static LoopPool open(EventLoop loop, LoopLeaf leaf, PoolSpec spec) {
    LoopQueue<Slot> idle = spec.order() == Order.FIFO ? LoopQueue.fifo() : LoopQueue.lifo(0);
    loop.callSoonThreadsafe(() -> spec.slots().openAll().forEach(idle::putNowait));
    return new LoopPool(loop, leaf, spec, idle);
  }

  @Override
  public void run(PoolOp op) throws ExecutionException, InterruptedException {
    loop.callAndWait(() -> Async.gather(loop, tasks(op)));
  }

  @Override
  public AsyncOp<PoolOp> op(Supplier<PoolOp> next) {
    return new AsyncOp.OnLoop<>(
        () -> {
          PoolOp op = next.get();
          return Async.gather(loop, tasks(op)).map(ended -> op);
        });
  }

  private List<Awaitable<Integer>> tasks(PoolOp op) {
    List<Awaitable<Integer>> tasks = new ArrayList<>(op.tasks());
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      tasks.add(Awaitable.call(() -> borrow(op, task)));
    }
    return tasks;
  }

  private Awaitable<Integer> borrow(PoolOp op, int task) {
    op.asks(task);
    return Async.waitFor(idleSlots.get(), spec.timeout())
        .then(slot -> use(op, task, slot))
        .except(
            Exception.class,
            failure -> {
              op.failed(task, failure);
              return Awaitable.of(task);
            });
  }

  private Awaitable<Integer> use(PoolOp op, int task, Slot slot) {
    op.has(task, slot);
    return leaf.call(task)
        .map(
            value -> {
              op.returned(task, value);
              return task;
            })
        .ensure(
            () -> {
              op.gives(task, slot);
              idleSlots.putNowait(spec.slots().wholeFor(slot));
            });
  }

  @Override
  public int idle() throws ExecutionException, InterruptedException {
    return loop.callAndWait(() -> Task.start(loop, () -> Awaitable.of(idleSlots.size())));
  }
}
