package org.asyncmark.pattern.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.pattern.AsyncTask;

/** A producer or consumer of a {@link FutureOp}; it runs when it is handed to the executor. */
abstract class AsyncEnd extends AsyncTask implements Runnable {
  final AsyncQueue<Long> queue;
  private final Executor executor;
  private long waits;

  AsyncEnd(AsyncQueue<Long> queue, Executor executor) {
    this.queue = queue;
    this.executor = executor;
  }

  /** Goes on until the end, or until it has to wait. */
  abstract void goOn();

  @Override
  public final void run() {
    step(value -> goOn(), null);
  }

  /** Goes on as a task of the executor when the queue has room or an item. */
  final <T> void goOnAfterQueue(CompletableFuture<T> pending, Consumer<T> next) {
    waits++;
    goOnAfter(pending, next);
  }

  /** Goes on as a task of the executor when something is done. */
  final <T> void goOnAfter(CompletableFuture<T> pending, Consumer<T> next) {
    awaits(pending);
    pending.whenCompleteAsync(
        (value, failure) -> {
          if (failure == null) {
            step(next, value);
          } else {
            fail(failure);
          }
        },
        executor);
  }

  /** Returns how many puts or takes had to wait; after its end. */
  final long waits() {
    return waits;
  }

  private <T> void step(Consumer<T> next, T value) {
    try {
      next.accept(value);
    } catch (Throwable e) { // whatever it is, it is the caller's to see
      fail(e);
    }
  }
}
