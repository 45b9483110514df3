package org.asyncmark.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A task of the future model that is a loop: left where it has to wait, and entered again when that
 * is over. No recursion and no chain of {@code thenCompose}, which would take stack for each turn
 * that did not wait and memory for each that did.
 *
 * <p>Its steps are run by one thread after the other, each of which a future or an executor has
 * handed on; the rest is for any thread.
 */
public abstract class AsyncTask {
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<?> awaited;
  private volatile boolean cancelled;

  /**
   * What a task does until it next waits or ends.
   *
   * @param <T> of what it has waited for
   */
  @FunctionalInterface
  protected interface Step<T> {
    /** Goes on with what was waited for. What this throws ends the task. */
    void goOn(T value) throws Exception;
  }

  /** Returns the future of its end. */
  public final CompletableFuture<Void> ended() {
    return ended;
  }

  /** Has it end where it waits, or where it next looks at {@link #isCancelled}. */
  public final void cancel() {
    cancelled = true;
    CompletableFuture<?> pending = awaited;
    if (pending != null) {
      pending.cancel(true);
    }
  }

  /** Tells whether somebody has cancelled it. */
  protected final boolean isCancelled() {
    return cancelled;
  }

  /** Says what it waits for, to be cancelled with it. */
  protected final void awaits(CompletableFuture<?> pending) {
    awaited = pending;
    if (cancelled) { // cancel may not have seen this one
      pending.cancel(true);
    }
  }

  /** Goes on as a task of an executor when something is done, which is cancelled with it. */
  protected final <T> void goOnAfter(
      CompletableFuture<T> pending, Executor executor, Step<? super T> next) {
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

  /** Does a step on the calling thread; what it throws ends the task. */
  protected final <T> void step(Step<? super T> next, T value) {
    try {
      next.goOn(value);
    } catch (Throwable e) { // whatever it is, it is the caller's to see
      fail(e);
    }
  }

  /** Ends it. */
  protected final void end() {
    ended.complete(null);
  }

  /** Ends it with a failure, which is the caller's to see. */
  protected void fail(Throwable failure) {
    ended.completeExceptionally(FutureResults.unwrapped(failure));
  }
}
