package org.asyncmark.loop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread outside the loop that waits for a future of the loop. */
final class Waiter<T> {
  private final EventLoop loop;
  private final CountDownLatch done = new CountDownLatch(1);
  // written on the loop's thread before the latch opens, read by the waiting thread after it
  private @Nullable T result;
  private @Nullable Throwable failure;
  private boolean cancelled;
  // loop thread only
  private @Nullable LoopFuture<T> future;

  Waiter(EventLoop loop) {
    this.loop = loop;
  }

  void start(Supplier<LoopFuture<T>> start) {
    if (done.getCount() == 0) {
      return;
    }
    loop.waiters().add(this);
    try {
      future = start.get();
      future.onDone(this::finished);
    } catch (RuntimeException | Error e) {
      failure = e;
      open();
    }
  }

  T await() throws ExecutionException, InterruptedException {
    try {
      done.await();
    } catch (InterruptedException e) {
      try {
        loop.callSoonThreadsafe(this::cancel);
      } catch (IllegalStateException closed) {
        e.addSuppressed(closed); // a closed loop has stopped the work already
      }
      throw e;
    }
    if (cancelled) {
      throw new CancellationException("the future was cancelled on the loop");
    }
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return result;
  }

  void loopClosed() {
    failure = new IllegalStateException("the event loop was closed before the result came");
    open();
  }

  private void cancel() {
    if (future != null) {
      future.cancel();
    }
  }

  private void finished(LoopFuture<T> finished) {
    if (finished.isCancelled()) {
      cancelled = true;
    } else if (finished.failure() != null) {
      failure = finished.failure();
    } else {
      try {
        result = finished.result();
      } catch (ExecutionException e) {
        throw new AssertionError("a future without a failure has a result", e);
      }
    }
    open();
  }

  private void open() {
    loop.waiters().remove(this);
    done.countDown();
  }
}
