package org.asyncmark.loop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread outside the loop that waits for a future of the loop. The loop knows it from before its
 * work is handed over until it is let go, so that no end of the loop forgets it.
 */
final class Waiter<T> {
  private final EventLoop loop;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean givenUp;
  // written on the loop's thread before the latch opens, read by the waiting thread after it
  private @Nullable T result;
  private @Nullable Throwable failure;
  private boolean cancelled;
  // loop thread only
  private @Nullable LoopFuture<T> future;

  Waiter(EventLoop loop) {
    this.loop = loop;
  }

  /** Hands the work over and waits for it; on the waiting thread. */
  T await(Supplier<LoopFuture<T>> start) throws ExecutionException, InterruptedException {
    if (loop.inLoopThread()) {
      throw new IllegalStateException(
          "callAndWait on the loop's own thread would wait for itself; use the future's onDone");
    }
    loop.waiters().add(this);
    try {
      loop.callSoonThreadsafe(() -> start(start));
      awaitEnd();
    } finally {
      loop.waiters().remove(this);
    }
    return outcome();
  }

  @SuppressWarnings("NullAway") // whether null is a T is for the caller to know
  private T outcome() throws ExecutionException {
    if (cancelled) {
      throw new CancellationException("the future was cancelled on the loop");
    }
    if (failure != null) {
      throw new ExecutionException(SafeText.of(failure), failure);
    }
    return result;
  }

  private void awaitEnd() throws InterruptedException {
    try {
      done.await();
    } catch (InterruptedException e) {
      givenUp = true; // work that has not started need not
      try {
        loop.callSoonThreadsafe(this::cancel);
      } catch (IllegalStateException closed) {
        e.addSuppressed(closed); // a closed loop has stopped the work already
      }
      throw e;
    }
  }

  private void start(Supplier<LoopFuture<T>> start) {
    if (givenUp || isLetGo()) {
      return;
    }
    try {
      LoopFuture<T> started = start.get();
      if (started == null) {
        throw new NullPointerException("callAndWait: the work returned null; return a future");
      }
      if (started.loop() != loop) {
        throw new IllegalArgumentException(
            "callAndWait: the future belongs to another loop; call that one");
      }
      started.onDone(this::finished);
      future = started;
    } catch (Throwable e) { // the waiting thread is to know, whatever it is
      fail(e);
    }
  }

  /** Lets the thread go because the loop has ended; on the thread that ends it. */
  void loopClosed() {
    if (future != null && future.isDone()) { // in the last turn, its callback has not run
      finished(future);
    } else {
      fail(new IllegalStateException("the event loop was closed before the result came"));
    }
  }

  /** Lets the thread go because a run of the loop has failed; on the thread that ran it. */
  void loopFailed(Throwable reason) {
    fail(
        new IllegalStateException(
            "the event loop failed before the result came: " + SafeText.of(reason), reason));
  }

  private void cancel() {
    if (future != null) {
      future.cancel();
    }
  }

  private void finished(LoopFuture<T> finished) {
    if (isLetGo()) {
      return;
    }
    cancelled = finished.isCancelled();
    failure = finished.failure();
    result = finished.value();
    done.countDown();
  }

  private void fail(Throwable reason) {
    if (!isLetGo()) {
      failure = reason;
      done.countDown();
    }
  }

  private boolean isLetGo() {
    return done.getCount() == 0;
  }
}
