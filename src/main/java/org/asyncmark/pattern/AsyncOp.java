package org.asyncmark.pattern;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.asyncmark.loop.Awaitable;

/**
 * An op of a pattern in the style of its model, to be begun and not waited for: what a service does
 * for one request. It may be under way many times at once.
 *
 * @param <T> what it gives
 */
public sealed interface AsyncOp<T> {
  /** Code that blocks its thread until the op has ended. */
  record Blocking<T>(Callable<T> body) implements AsyncOp<T> {}

  /** Code that begins the op and gives a future of its end. */
  record Future<T>(Supplier<CompletableFuture<T>> body) implements AsyncOp<T> {}

  /** Code that begins the op on the loop's thread and gives what awaits its end. */
  record OnLoop<T>(Callable<? extends Awaitable<T>> body) implements AsyncOp<T> {}
}
