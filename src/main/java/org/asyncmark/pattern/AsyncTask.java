package org.asyncmark.pattern;

import java.util.concurrent.CompletableFuture;
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

  /** Ends it. */
  protected final void end() {
    ended.complete(null);
  }

  /** Ends it with a failure, which is the caller's to see. */
  protected void fail(Throwable failure) {
    ended.completeExceptionally(FutureResults.unwrapped(failure));
  }
}
