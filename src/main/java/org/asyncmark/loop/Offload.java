package org.asyncmark.loop;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Work of another thread whose outcome comes back to the loop. */
final class Offload<T> extends FutureTask<T> {
  private final LoopFuture<T> future;
  private boolean unwanted; // its future was cancelled

  Offload(EventLoop loop, Callable<T> work) {
    super(work);
    this.future = new LoopFuture<>(loop);
  }

  LoopFuture<T> start(Executor executor) {
    future.loop().requireLoopThread("runInExecutor"); // before anything of the work is done
    executor.execute(this);
    future.onDone(
        done -> {
          if (done.isCancelled()) {
            unwanted = true;
            cancel(false); // asyncio cannot interrupt a thread, so that its work goes on, too
          }
        });
    return future;
  }

  /** Work ended: on its thread, or on the one that cancelled it. */
  @Override
  protected void done() {
    if (unwanted) {
      return;
    }
    try {
      future.loop().callSoonThreadsafe(this::deliver);
    } catch (IllegalStateException closed) {
      // the loop was closed while the work went on: nobody is left who could wait for it
    }
  }

  private void deliver() {
    if (future.isDone()) {
      return;
    }
    try {
      future.complete(get());
    } catch (ExecutionException e) {
      future.fail(Objects.requireNonNull(e.getCause(), "what the work threw"));
    } catch (CancellationException e) { // not by us: the future was not done
      future.cancel("the executor cancelled the work");
    } catch (InterruptedException e) {
      throw new AssertionError("work that is done is not waited for", e);
    }
  }
}
