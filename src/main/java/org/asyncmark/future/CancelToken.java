package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A word to several computations that nobody wants their results any more: what {@code Task.cancel}
 * is in asyncio. To cancel a {@link CompletableFuture} completes that one future and those that
 * depend on it; nothing reaches what it depends on itself, so that work goes on, and who waits in a
 * line stays there. With a token it is the first future of a chain that is cancelled, and the rest
 * follows.
 *
 * <p>A token knows all that it guards until it is cancelled or dropped: one token for each group of
 * computations that end together. Any thread may use it.
 */
public final class CancelToken {
  private final CompletableFuture<@Nullable Void> cancelled = new CompletableFuture<>();

  /**
   * Has a future cancelled with this token; at once if the token is cancelled.
   *
   * @param first what is waited for, and not what was derived from it
   * @return {@code first}
   */
  public <T extends @Nullable Object> CompletableFuture<T> guard(CompletableFuture<T> first) {
    if (!first.isDone()) {
      cancelled.thenRun(() -> first.cancel(true));
    }
    return first;
  }

  /**
   * Cancels all that this token guards, on the calling thread, and what is guarded later.
   * Idempotent.
   */
  public void cancel() {
    cancelled.complete(null);
  }

  /** Tells whether this token was cancelled. */
  public boolean isCancelled() {
    return cancelled.isDone();
  }
}
