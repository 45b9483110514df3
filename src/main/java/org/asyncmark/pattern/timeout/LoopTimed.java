package org.asyncmark.pattern.timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Timed} with tasks on one loop, as a Python programmer would write it. At a deadline the
 * task that waits is cancelled, and with it what it waits for; a caller is released once that has
 * ended, so that nothing is left to wait for.
 *
 * @param together whether one timeout scope is around all leaves; else each has a task of its own
 *     that waits for it by {@code wait_for}
 */
record LoopTimed(EventLoop loop, LoopLeaf leaf, boolean together) implements Timed {
  @Override
  public void run(TimedOp op) throws ExecutionException, InterruptedException {
    loop.callAndWait(() -> Task.start(loop, () -> untilQuiet(op)));
  }

  @Override
  public AsyncOp<TimedOp> op(Supplier<TimedOp> next) {
    return new AsyncOp.OnLoop<>(
        () -> {
          TimedOp op = next.get();
          return untilQuiet(op).map(quiet -> op);
        });
  }

  private Awaitable<Void> untilQuiet(TimedOp op) {
    return (together ? scope(op) : each(op)).thenRun(op::quiet);
  }

  private Awaitable<?> each(TimedOp op) {
    List<Awaitable<Integer>> callers = new ArrayList<>(op.leaves());
    for (int i = 0; i < op.leaves(); i++) {
      int index = i;
      callers.add(Task.start(loop, () -> waitFor(op, index)));
    }
    return Async.gather(loop, callers);
  }

  private Awaitable<Integer> waitFor(TimedOp op, int index) {
    op.started(index, System.nanoTime());
    return Async.waitFor(leaf.call(index), op.deadline())
        .map(
            value -> {
              op.returned(index, value);
              return index;
            })
        .except(
            TimeoutException.class,
            expired -> {
              op.expired(index, System.nanoTime());
              return Awaitable.of(index);
            })
        .except(
            Exception.class,
            failure -> {
              op.failed(index, failure);
              return Awaitable.of(index);
            });
  }

  private Awaitable<?> scope(TimedOp op) {
    List<LoopFuture<Long>> leaves = new ArrayList<>(op.leaves());
    long started = System.nanoTime();
    for (int i = 0; i < op.leaves(); i++) {
      op.started(i, started);
      leaves.add(leaf.call(i));
    }
    return Async.timeout(op.deadline(), () -> Async.gatherSettled(loop, leaves))
        .except(TimeoutException.class, expired -> Awaitable.of(leaves))
        .thenRun(() -> release(op, leaves));
  }

  private static void release(TimedOp op, List<LoopFuture<Long>> ended) {
    long released = System.nanoTime();
    for (int i = 0; i < ended.size(); i++) {
      LoopFuture<Long> each = ended.get(i);
      Throwable failure = each.failure();
      if (each.isCancelled()) {
        op.expired(i, released);
      } else if (failure != null) {
        op.failed(i, failure);
      } else {
        op.returned(i, value(each));
      }
    }
  }

  private static Long value(LoopFuture<Long> ended) {
    try {
      return ended.result();
    } catch (ExecutionException e) {
      throw new AssertionError("the leaf did not fail", e);
    }
  }
}
