package org.asyncmark.pattern.queue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a {@link FutureOp}. Cancelling it is no failure: it is how a consumer that waits
 * for ever is ended.
 */
final class AsyncConsumer extends AsyncEnd {
  private final Taken taken;
  private final @Nullable FutureLeaf leaf;
  private final boolean joined;

  /**
   * @param leaf what it does with an item; null for nothing
   * @param joined whether it reports to the queue what it has dealt with
   */
  AsyncConsumer(
      AsyncQueue<Long> queue,
      Taken taken,
      Executor executor,
      @Nullable FutureLeaf leaf,
      boolean joined) {
    super(queue, executor);
    this.taken = taken;
    this.leaf = leaf;
    this.joined = joined;
  }

  @Override
  void goOn() {
    while (!isCancelled()) {
      CompletableFuture<Long> take = queue.take();
      if (!take.isDone()) {
        goOnAfterQueue(take, this::afterTake);
        return;
      }
      if (!dealWith(take.join())) {
        return;
      }
    }
    takenAll();
  }

  private void afterTake(Long item) {
    if (dealWith(item)) {
      goOn();
    }
  }

  private void afterWork(Long item) {
    dealtWith();
    goOn();
  }

  /** Returns whether to take the next item now: not at the end, and not while this one waits. */
  private boolean dealWith(Long item) {
    if (item < 0) {
      takenAll();
      return false;
    }
    taken.add(item);
    if (leaf != null) {
      CompletableFuture<Long> work = leaf.call(item.intValue());
      if (!work.isDone()) {
        goOnAfter(work, this::afterWork);
        return false;
      }
      work.join(); // throws if it failed
    }
    dealtWith();
    return true;
  }

  private void dealtWith() {
    if (joined) {
      queue.taskDone();
    }
  }

  @Override
  protected void fail(Throwable failure) {
    Throwable cause = FutureResults.unwrapped(failure);
    if (cause instanceof AsyncQueue.Closed
        || (isCancelled() && cause instanceof CancellationException)) {
      takenAll();
    } else {
      super.fail(cause);
    }
  }

  private void takenAll() {
    taken.end();
    end();
  }
}
