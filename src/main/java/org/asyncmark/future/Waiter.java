package org.asyncmark.future;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
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
 *
 * <p>All that ends a future goes by way of a claim. What cannot, because it ends a future that has
 * ended already ({@code obtrudeValue}), is not supported.
 */
class Waiter<T extends @Nullable Object> extends CompletableFuture<T> implements Runnable {
  /** For those who need not wait. Shared by all, which is why nobody may obtrude anything on it. */
  static final Waiter<@Nullable Void> DONE = done();

  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<Waiter> CLAIMED =
      AtomicIntegerFieldUpdater.newUpdater(Waiter.class, "claimed");

  private volatile int claimed;
  private @Nullable T value;
  private @Nullable Throwable failure;

  private static Waiter<@Nullable Void> done() {
    Waiter<@Nullable Void> done = new Waiter<>();
    done.claimed = 1;
    done.run();
    return done;
  }

  /** Claims it, for good. Returns false if it is claimed already or has been given up. */
  final boolean claim() {
    return claimed == 0 && CLAIMED.compareAndSet(this, 0, 1);
  }

  /** Ends it with a value, by way of the trampoline. Only for the one who claimed it. */
  final void give(@Nullable T given) {
    value = given;
    Trampoline.run(this);
  }

  /** Ends it with a failure, by way of the trampoline. Only for the one who claimed it. */
  final void refuse(Throwable reason) {
    failure = reason;
    Trampoline.run(this);
  }

  /** Only for the trampoline. */
  @Override
  public final void run() {
    if (failure != null) {
      super.completeExceptionally(failure);
    } else {
      super.complete(value);
    }
  }

  @Override
  public final boolean cancel(boolean mayInterruptIfRunning) {
    return claim() ? super.cancel(mayInterruptIfRunning) : isCancelled();
  }

  @Override
  public final boolean complete(T result) {
    return claim() && super.complete(result);
  }

  @Override
  public final boolean completeExceptionally(Throwable reason) {
    return claim() && super.completeExceptionally(reason);
  }

  // the one of the JDK sets the result without a call of complete
  @Override
  public final CompletableFuture<T> completeAsync(
      Supplier<? extends T> supplier, Executor executor) {
    Objects.requireNonNull(supplier, "supplier");
    executor.execute(
        () -> {
          if (!isDone()) {
            try {
              complete(supplier.get());
            } catch (Throwable e) { // as the one of the JDK does
              completeExceptionally(e);
            }
          }
        });
    return this;
  }

  @Override
  public final void obtrudeValue(T result) {
    throw new UnsupportedOperationException("a place in a line cannot end twice");
  }

  @Override
  public final void obtrudeException(Throwable reason) {
    throw new UnsupportedOperationException("a place in a line cannot end twice");
  }
}
