package org.asyncmark.pattern.cancel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;

/**
 * {@link Cancellation} as tasks of one loop, with {@code Task.cancel}. Who waits for a task is
 * released when that has ended, so that all are released when the last one has. Cancelling is a
 * matter of the loop's thread: the hand-over from the caller is part of it.
 */
final class LoopCancellation implements Cancellation {
  private final EventLoop loop;
  private final Resource<IntFunction<Awaitable<Long>>> resource;
  private final CancelOp op;
  // loop thread only
  private final List<Task<Long>> tasks = new ArrayList<>();

  LoopCancellation(EventLoop loop, Resource<IntFunction<Awaitable<Long>>> resource, CancelOp op) {
    this.loop = loop;
    this.resource = resource;
    this.op = op;
  }

  @Override
  public void arm() throws ExecutionException, InterruptedException {
    loop.callAndWait(this::start);
  }

  /** Starts the tasks, which wait in the next turn, and behind them one that tells of it. */
  private LoopFuture<Integer> start() {
    tasks.clear();
    resource.hold().run();
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      tasks.add(Task.start(loop, () -> waitUntilCancelled(task)));
    }
    return Task.start(loop, Awaitable.of(op.tasks()));
  }

  private Awaitable<Long> waitUntilCancelled(int task) {
    return resource
        .use()
        .apply(task)
        .except(
            CancellationException.class,
            cancelled -> {
              op.cancelled(task);
              throw cancelled;
            });
  }

  @Override
  public void cancel() throws ExecutionException, InterruptedException {
    op.began();
    loop.callAndWait(() -> Task.start(loop, this::cancelAndUse));
  }

  private Awaitable<Integer> cancelAndUse() {
    tasks.forEach(Task::cancel);
    return Async.<Long>gatherSettled(loop, tasks)
        .then(
            ended -> {
              op.released();
              op.quiet();
              resource.free().run();
              return Async.<Long>gather(loop, uses());
            })
        .map(
            used -> {
              op.reusable();
              for (int i = 0; i < used.size(); i++) {
                CancelOp.requireUsed(i, used.get(i));
              }
              return used.size();
            });
  }

  private List<Awaitable<Long>> uses() {
    List<Awaitable<Long>> uses = new ArrayList<>(op.uses());
    for (int i = 0; i < op.uses(); i++) {
      uses.add(resource.use().apply(i));
    }
    return uses;
  }

  @Override
  public long reconnects() {
    return resource.reconnects().getAsLong();
  }
}
