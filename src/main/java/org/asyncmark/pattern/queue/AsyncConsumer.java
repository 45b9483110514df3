package org.asyncmark.pattern.queue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.leaf.FutureLeaf;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a {@link FutureOp}: a loop that is left when a take or the work on an item has to
 * wait, and entered again on the executor when that is done. No recursion, so a long op needs no
 * deep stack.
 */
final class AsyncConsumer implements Runnable {
  private final AsyncQueue<Long> queue;
  private final Taken taken;
  private final Executor executor;
  private final @Nullable FutureLeaf leaf;
  private final boolean joined;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  // run by one thread after the other, each handed on by the executor
  private long waits;
  private volatile @Nullable CompletableFuture<Long> waitingFor;
  private volatile boolean cancelled;

  /**
   * Creates a consumer, which runs when it is handed to the executor.
   *
   * @param leaf what it does with an item; null for nothing
   * @param joined whether it reports to the queue what it has dealt with
   */
  AsyncConsumer(
      AsyncQueue<Long> queue,
      Taken taken,
      Executor executor,
      @Nullable FutureLeaf leaf,
      boolean joined) {
    this.queue = queue;
    this.taken = taken;
    this.executor = executor;
    this.leaf = leaf;
    this.joined = joined;
  }

  @Override
  public void run() {
    guarded(this::consume);
  }

  /**
   * Has it end where it waits, or before its next take; from any thread. That is no failure: it is
   * how a consumer that waits for ever is ended.
   */
  void cancel() {
    cancelled = true;
    CompletableFuture<Long> pending = waitingFor;
    if (pending != null) {
      pending.cancel(false);
    }
  }

  /** Returns the future of its end. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Returns how many takes had to wait; after its end. */
  long waits() {
    return waits;
  }

  private void consume() {
    while (!cancelled) {
      CompletableFuture<Long> take = queue.take();
      if (!take.isDone()) {
        waits++;
        goOnAfter(take, this::afterTake);
        return;
      }
      if (!dealWith(take.join())) {
        return;
      }
    }
    end();
  }

  private void afterTake(Long item) {
    if (dealWith(item)) {
      consume();
    }
  }

  private void afterWork(Long item) {
    dealtWith();
    consume();
  }

  /** Returns whether to take the next item now: not at the end, and not while this one waits. */
  private boolean dealWith(Long item) {
    if (item < 0) {
      end();
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

  private void goOnAfter(CompletableFuture<Long> pending, java.util.function.Consumer<Long> next) {
    waitingFor = pending;
    if (cancelled) { // cancel may not have seen this one
      pending.cancel(false);
    }
    pending.whenCompleteAsync(
        (item, failure) -> {
          if (failure == null) {
            guarded(() -> next.accept(item));
          } else {
            endWith(failure);
          }
        },
        executor);
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (CompletionException e) {
      endWith(e.getCause());
    } catch (Throwable e) { // whatever it is, it is the caller's to see
      endWith(e);
    }
  }

  private void endWith(Throwable failure) {
    if (failure instanceof AsyncQueue.Closed
        || (cancelled && failure instanceof CancellationException)) {
      end();
    } else {
      ended.completeExceptionally(failure);
    }
  }

  private void end() {
    taken.end();
    ended.complete(null);
  }
}
