package org.asyncmark.pattern.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.asyncmark.future.AsyncQueue;
import org.jspecify.annotations.Nullable;

/**
 * A producer of a {@link FutureOp}: a loop that is left when a put has to wait, and entered again
 * on the executor when that put is done. No recursion, so a long op needs no deep stack.
 */
final class AsyncProducer implements Runnable {
  private final AsyncQueue<Long> queue;
  private final Ledger ledger;
  private final Executor executor;
  private final int end;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  // run by one thread after the other, each handed on by the executor
  private int next;
  private long waits;
  private volatile @Nullable CompletableFuture<Void> waitingFor;
  private volatile boolean cancelled;

  /**
   * Creates a producer, which runs when it is handed to the executor.
   *
   * @param first its first item
   * @param end behind its last item
   */
  AsyncProducer(AsyncQueue<Long> queue, Ledger ledger, Executor executor, int first, int end) {
    this.queue = queue;
    this.ledger = ledger;
    this.executor = executor;
    this.next = first;
    this.end = end;
  }

  @Override
  public void run() {
    try {
      while (next < end) {
        if (cancelled) {
          ended.cancel(false);
          return;
        }
        ledger.putting(next);
        CompletableFuture<Void> put = queue.put(ledger.item(next));
        next++;
        if (!put.isDone()) {
          waits++;
          goOnAfter(put);
          return;
        }
        put.join(); // throws if it failed
      }
      ended.complete(null);
    } catch (CompletionException e) {
      ended.completeExceptionally(e.getCause());
    } catch (Throwable e) { // whatever it is, it is the caller's to see
      ended.completeExceptionally(e);
    }
  }

  /** Has it end where it waits, or before its next put; from any thread. */
  void cancel() {
    cancelled = true;
    CompletableFuture<Void> pending = waitingFor;
    if (pending != null) {
      pending.cancel(false);
    }
  }

  /** Returns the future of its end. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Returns how many puts had to wait; after its end. */
  long waits() {
    return waits;
  }

  private void goOnAfter(CompletableFuture<Void> put) {
    waitingFor = put;
    if (cancelled) { // cancel may not have seen this put
      put.cancel(false);
    }
    put.whenCompleteAsync(
        (none, failure) -> {
          if (failure == null) {
            run();
          } else {
            ended.completeExceptionally(failure);
          }
        },
        executor);
  }
}
