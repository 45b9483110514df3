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
  private boolean ended; // in enter, without having waited

  /**
   * Starts this frame; what it throws goes to the outer frame.
   *
   * @return what this frame waits for, or {@link #endWith} if it has nothing to wait for
   */
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

  /**
   * Ends this frame in {@link #enter}: it does not get on the stack, and neither {@link #resume}
   * nor {@link #recover} is called.
   *
   * @param result takes this frame's place
   */
  @SuppressWarnings("unchecked") // the task takes it for the result, because of the mark
  final Awaitable<S> endWith(Awaitable<T> result) {
    ended = true;
    return (Awaitable<S>) result;
  }

  /** Tells whether this frame called {@link #endWith}. */
  final boolean hasEnded() {
    return ended;
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
