package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.AsyncOp;
import org.jspecify.annotations.Nullable;

/**
 * {@link FanOut} with a task per leaf on one loop, as a Python programmer would write it: {@code
 * async with semaphore} around the leaf, and a gather.
 *
 * <p>A permit that is taken before the leaf is started is taken by one task that starts all leaves;
 * these are futures then, and no tasks.
 */
record LoopFanOut(EventLoop loop, LoopLeaf leaf, LoopSemaphore permits, Limit by)
    implements FanOut {
  @Override
  public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
    return loop.callAndWait(() -> start(fanOut));
  }

  @Override
  public AsyncOp<List<Long>> op(int fanOut) {
    return new AsyncOp.OnLoop<>(() -> start(fanOut));
  }

  private LoopFuture<List<Long>> start(int fanOut) {
    return by.place() == PermitPlace.INSIDE
        ? Async.gather(loop, permitted(fanOut))
        : Task.start(loop, new Spawner(fanOut)::run);
  }

  private List<Awaitable<Long>> permitted(int fanOut) {
    List<Awaitable<Long>> leaves = new ArrayList<>(fanOut);
    for (int i = 0; i < fanOut; i++) {
      int index = i;
      leaves.add(
          Awaitable.call(
              () -> {
                by.waits().start(index);
                return permits.with(
                    () -> {
                      by.waits().end(index);
                      return leaf.call(index);
                    });
              }));
    }
    return leaves;
  }

  /** Starts the leaves of one run, each when there is a permit for it. */
  private final class Spawner {
    private final int fanOut;
    private final List<LoopFuture<Long>> started;
    private @Nullable LoopFuture<Long> firstFailed;

    Spawner(int fanOut) {
      this.fanOut = fanOut;
      this.started = new ArrayList<>(fanOut);
    }

    Awaitable<List<Long>> run() {
      return startFrom(0)
          .except(
              CancellationException.class,
              cancelled -> {
                started.forEach(LoopFuture::cancel);
                throw cancelled;
              })
          .then(none -> Async.gather(loop, started));
    }

    private Awaitable<Void> startFrom(int index) {
      if (index == fanOut) {
        return Awaitable.done();
      }
      by.waits().start(index);
      return permits
          .acquire()
          .then(
              permit -> {
                by.waits().end(index);
                if (firstFailed != null) {
                  permits.release();
                  return firstFailed.map(never -> null);
                }
                LoopFuture<Long> work = leaf.call(index);
                started.add(work);
                work.onDone(this::ended);
                return startFrom(index + 1);
              });
    }

    private void ended(LoopFuture<Long> work) {
      if (firstFailed == null && work.failure() != null) {
        firstFailed = work;
      }
      permits.release();
    }
  }
}
