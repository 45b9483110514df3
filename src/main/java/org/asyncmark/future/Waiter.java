package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A place in a line, and the future that ends when its turn has come. Two sides want to end it: the
 * primitive, which hands something over, and the one who waits, who gives up. Whoever claims it
 * first ends it, and the other one knows at once that he came too late; so nothing is handed to a
 * future that is cancelled, whatever the timing.
 *
 * <pre>
 *   WAITING ── claim by the primitive ──▶ CLAIMED ── give ──▶ done, with the value
 *      └────── cancel, time-out, complete by the waiter ────▶ done, without
 * </pre>
 */
final class Waiter<T extends @Nullable Object> extends CompletableFuture<T> implements Runnable {
  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<Waiter> CLAIMED =
      AtomicIntegerFieldUpdater.newUpdater(Waiter.class, "claimed");

  private volatile int claimed;
  private @Nullable T value;
  private @Nullable Throwable failure;

  /** Claims it, for good. Returns false if it is claimed already or has been given up. */
  boolean claim() {
    return claimed == 0 && CLAIMED.compareAndSet(this, 0, 1);
  }

  /** Ends it with a value, by way of the trampoline. Only for the one who claimed it. */
  void give(T given) {
    value = given;
    Trampoline.run(this);
  }

  /** Ends it with a failure, by way of the trampoline. Only for the one who claimed it. */
  void refuse(Throwable reason) {
    failure = reason;
    Trampoline.run(this);
  }

  /** Only for the trampoline. */
  @Override
  public void run() {
    if (failure != null) {
      super.completeExceptionally(failure);
    } else {
      super.complete(value);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return claim() ? super.cancel(mayInterruptIfRunning) : isCancelled();
  }

  @Override
  public boolean complete(T result) {
    return claim() && super.complete(result);
  }

  @Override
  public boolean completeExceptionally(Throwable reason) {
    return claim() && super.completeExceptionally(reason);
  }
}
