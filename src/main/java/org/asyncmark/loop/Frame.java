package org.asyncmark.loop;

import org.jspecify.annotations.Nullable;

/**
 * Work inside a task that waits for something and then goes on, as a suspended function does. The
 * frames of a task are a linked list from the innermost, which waits for a future, to the
 * outermost; they are its stack.
 *
 * <pre>
 *   awaited ─▶ enter: what do you wait for? ─▶ on top of the stack ─┬─ result ──▶ resume  ─┐
 *                                                                   └─ failure ─▶ recover ─┤
 *        taken off the stack first; what resume or recover return takes this frame's place ◀┘
 * </pre>
 *
 * @param <S> type of what is waited for
 * @param <T> type of the result
 */
abstract non-sealed class Frame<S, T> implements Awaitable<T> {
  private @Nullable Frame<?, ?> outer;
  private boolean awaited;

  /** Starts this frame; what it throws goes to the outer frame. */
  abstract Awaitable<S> enter(Task<?> task) throws Exception;

  /** Goes on with the result of what was waited for; what it throws goes to the outer frame. */
  abstract Awaitable<T> resume(S value) throws Exception;

  /**
   * Goes on after a failure of what was waited for, or a cancellation of the task while it waited.
   *
   * @return null to let the failure pass to the outer frame
   */
  @Nullable Awaitable<T> recover(Throwable failure) throws Exception {
    return null;
  }

  final void awaitedBy(@Nullable Frame<?, ?> waiting) {
    if (awaited) {
      throw new IllegalStateException(
          "this awaitable was waited for before; make a new one, or start a task and wait for that"
              + " as often as you like");
    }
    awaited = true;
    outer = waiting;
  }

  final @Nullable Frame<?, ?> leave() {
    Frame<?, ?> waiting = outer;
    outer = null;
    return waiting;
  }

  static <T> Awaitable<T> notNull(@Nullable Awaitable<T> next) {
    if (next == null) {
      throw new NullPointerException(
          "a body or continuation returned null; return Awaitable.of(value) or Awaitable.done()");
    }
    return next;
  }
}
