package org.asyncmark.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that does not exist yet, confined to one loop: no method may be called from another
 * thread, so there is no lock and no atomic in it. As in asyncio, callbacks never run inside the
 * call that completes the future: the loop runs them in its next turn, in the order in which they
 * were added.
 *
 * @param <T> type of the result
 */
public final class LoopFuture<T> {
  private enum State {
    PENDING,
    DONE,
    FAILED,
    CANCELLED
  }

  private final EventLoop loop;
  private State state = State.PENDING;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private @Nullable Consumer<? super LoopFuture<T>> firstCallback;
  private @Nullable List<Consumer<? super LoopFuture<T>>> moreCallbacks;

  /**
   * Creates a pending future.
   *
   * @param loop runs the callbacks
   */
  public LoopFuture(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Completes this future with a result.
   *
   * @throws IllegalStateException if it is done already
   */
  public void complete(T value) {
    settle(State.DONE, value, null);
  }

  /**
   * Completes this future with a failure.
   *
   * @throws IllegalStateException if it is done already
   */
  public void fail(Throwable cause) {
    settle(State.FAILED, null, Objects.requireNonNull(cause, "cause"));
  }

  /**
   * Cancels this future. Whoever will complete it learns of that by {@link #onDone} and has to stop
   * its work.
   *
   * @return false if it was done already
   */
  public boolean cancel() {
    if (isDone()) {
      return false;
    }
    settle(State.CANCELLED, null, null);
    return true;
  }

  /** Tells whether this future has a result, a failure, or was cancelled. */
  public boolean isDone() {
    return state != State.PENDING;
  }

  /** Tells whether this future was cancelled. */
  public boolean isCancelled() {
    return state == State.CANCELLED;
  }

  /** Returns the failure, or null if this future is pending, has a result, or was cancelled. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Returns the result.
   *
   * @throws IllegalStateException if this future is pending
   * @throws ExecutionException if it failed; the cause is the failure
   * @throws CancellationException if it was cancelled
   */
  public T result() throws ExecutionException {
    switch (state) {
      case PENDING:
        throw new IllegalStateException("the future has no result yet");
      case FAILED:
        throw new ExecutionException(failure);
      case CANCELLED:
        throw new CancellationException("the future was cancelled");
      default:
        return result;
    }
  }

  /**
   * Has the loop call {@code callback} with this future in the turn after it is done, or in the
   * next one if it is.
   */
  public void onDone(Consumer<? super LoopFuture<T>> callback) {
    Objects.requireNonNull(callback, "callback");
    if (isDone()) {
      loop.callSoon(() -> callback.accept(this));
    } else if (firstCallback == null) {
      firstCallback = callback;
    } else {
      if (moreCallbacks == null) {
        moreCallbacks = new ArrayList<>(2);
      }
      moreCallbacks.add(callback);
    }
  }

  private void settle(State end, @Nullable T value, @Nullable Throwable cause) {
    if (isDone()) {
      throw new IllegalStateException("the future is done already: " + state);
    }
    state = end;
    result = value;
    failure = cause;
    if (firstCallback != null) {
      var first = firstCallback;
      firstCallback = null;
      loop.callSoon(() -> first.accept(this));
    }
    if (moreCallbacks != null) {
      var more = moreCallbacks;
      moreCallbacks = null;
      more.forEach(callback -> loop.callSoon(() -> callback.accept(this)));
    }
  }
}
