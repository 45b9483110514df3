package org.asyncmark.loop;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that does not exist yet, confined to one loop, so that there is no lock and no atomic in
 * it: methods that change it throw {@link IllegalStateException} on any other thread than the
 * loop's, and if the loop is closed, and change nothing then. As in asyncio, callbacks never run
 * inside the call that completes the future: the loop runs them in its next turn, in the order in
 * which they were added.
 *
 * @param <T> type of the result
 */
public sealed class LoopFuture<T> implements Awaitable<T> permits Task, Gathering {
  private enum State {
    PENDING,
    DONE,
    FAILED,
    CANCELLED
  }

  /** Two callbacks and more; most futures have one and do without this list. */
  private static final class Callbacks extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    Callbacks(Object first, Object second) {
      super(2);
      add(first);
      add(second);
    }
  }

  private final EventLoop loop;
  private State state = State.PENDING;
  // the result, the failure, or why it was cancelled: a message or the exception itself
  private @Nullable Object outcome;
  // a consumer, a waiting task, or several of them
  private @Nullable Object callbacks;

  /**
   * Creates a pending future.
   *
   * @param loop runs the callbacks
   */
  public LoopFuture(EventLoop loop) {
    this.loop = loop;
  }

  /** Returns the loop that runs the callbacks. */
  public final EventLoop loop() {
    return loop;
  }

  /**
   * Completes this future with a result.
   *
   * @throws IllegalStateException if it is done already, or is a task or a gather, which complete
   *     themselves
   */
  public void complete(@Nullable T value) {
    loop.requireLoopThread("complete");
    settle(State.DONE, value);
  }

  /**
   * Completes this future with a failure.
   *
   * @throws IllegalStateException if it is done already, or is a task or a gather, which complete
   *     themselves
   */
  public void fail(Throwable cause) {
    Objects.requireNonNull(cause, "cause");
    loop.requireLoopThread("fail");
    settle(State.FAILED, cause);
  }

  /**
   * Cancels this future. Whoever will complete it learns of that by {@link #onDone} and has to stop
   * its work.
   *
   * @return false if it was done already
   */
  public final boolean cancel() {
    return cancel(null);
  }

  /**
   * Cancels this future, as {@link #cancel()} does.
   *
   * @param message of the {@link CancelledException} that waiting tasks get; null for a default
   * @return false if it was done already
   */
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      return false;
    }
    loop.requireLoopThread("cancel");
    settle(State.CANCELLED, message);
    return true;
  }

  /** Tells whether this future has a result, a failure, or was cancelled. */
  public final boolean isDone() {
    return state != State.PENDING;
  }

  /** Tells whether this future was cancelled. */
  public final boolean isCancelled() {
    return state == State.CANCELLED;
  }

  /** Returns the failure, or null if this future is pending, has a result, or was cancelled. */
  public final @Nullable Throwable failure() {
    return state == State.FAILED ? (Throwable) outcome : null;
  }

  /**
   * Returns the result.
   *
   * @throws IllegalStateException if this future is pending
   * @throws ExecutionException if it failed; the cause is the failure
   * @throws CancellationException if it was cancelled
   */
  public final T result() throws ExecutionException {
    return switch (state) {
      case PENDING -> throw new IllegalStateException("the future has no result yet");
      case FAILED -> throw new ExecutionException(SafeText.of(outcome), (Throwable) outcome);
      case CANCELLED -> throw cancellation();
      case DONE -> value();
    };
  }

  /**
   * Has the loop call {@code callback} with this future in the turn after it is done, or in the
   * next one if it is.
   */
  public final void onDone(Consumer<? super LoopFuture<T>> callback) {
    Objects.requireNonNull(callback, "callback");
    loop.requireLoopThread("onDone");
    whenDone(callback);
  }

  /**
   * Takes back every {@link #onDone} with an equal {@code callback}; of no effect on calls that the
   * loop has queued, because this future is done.
   *
   * @return how many there were
   */
  public final int removeOnDone(Consumer<? super LoopFuture<T>> callback) {
    loop.requireLoopThread("removeOnDone");
    if (callbacks instanceof Callbacks several) {
      int before = several.size();
      several.removeIf(callback::equals);
      return before - several.size();
    }
    if (callback.equals(callbacks)) {
      callbacks = null;
      return 1;
    }
    return 0;
  }

  /**
   * {@link #onDone} for a caller that is on the loop's thread.
   *
   * @param callback a consumer of this future, or a task that waits for it
   */
  final void whenDone(Object callback) {
    if (isDone()) {
      schedule(callback);
    } else if (callbacks == null) {
      callbacks = callback;
    } else if (callbacks instanceof Callbacks several) {
      several.add(callback);
    } else {
      callbacks = new Callbacks(callbacks, callback);
    }
  }

  /**
   * Completes this future; also for those that complete themselves. The caller is on the loop's
   * thread.
   */
  final void settleDone(@Nullable T value) {
    settle(State.DONE, value);
  }

  final void settleFailed(Throwable cause) {
    settle(State.FAILED, cause);
  }

  final void settleCancelled(CancellationException cause) {
    settle(State.CANCELLED, cause);
  }

  /** Returns the result; null if there is none. */
  @SuppressWarnings({"unchecked", "NullAway"}) // whether null is a T is for the caller to know
  final T value() {
    return (T) (state == State.DONE ? outcome : null);
  }

  /** Returns what a task that waits for this future gets thrown, or null if it gets a result. */
  final @Nullable Throwable thrown() {
    return state == State.CANCELLED ? cancellation() : failure();
  }

  private CancellationException cancellation() {
    if (outcome instanceof CancellationException known) {
      return known;
    }
    String message = outcome == null ? "the future was cancelled" : (String) outcome;
    CancellationException made = new CancelledException(message);
    outcome = made;
    return made;
  }

  private void settle(State end, @Nullable Object outcome) {
    if (isDone()) {
      throw new IllegalStateException("the future is done already: " + state);
    }
    Object waiting = callbacks;
    if (waiting != null && !(waiting instanceof Callbacks)) {
      schedule(waiting); // first: if there is no stack or memory for it, nothing has changed
    }
    state = end;
    this.outcome = outcome;
    callbacks = null;
    if (waiting instanceof Callbacks several) {
      several.forEach(this::schedule);
    }
  }

  private void schedule(Object callback) {
    loop.enqueue(new Completion(this, callback));
  }

  /** Names the state, and the result or failure if there is one. */
  @Override
  public String toString() {
    String name = state.name().toLowerCase(Locale.ROOT);
    String end = state == State.DONE || state == State.FAILED ? ": " + SafeText.of(outcome) : "";
    return getClass().getSimpleName() + "[" + name + end + "]";
  }
}
