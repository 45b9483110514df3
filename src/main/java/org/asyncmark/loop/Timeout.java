package org.asyncmark.loop;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a task that has a deadline: {@code asyncio.timeout}. At the deadline the task is
 * cancelled; at the end of the part, the exception of that cancellation becomes a {@link
 * TimeoutException}, and only that: other failures, and cancellations by others, pass untouched.
 * Timeouts may be nested, the one that expired converts. Loop thread only.
 *
 * <pre>
 *   created ── run ──▶ active ── deadline ──▶ expiring ── body ends ──▶ expired
 *                         └───── body ends ─────────────────────────▶ finished
 * </pre>
 */
public final class Timeout {
  private enum State {
    CREATED,
    ACTIVE,
    EXPIRING,
    EXPIRED,
    FINISHED
  }

  private final @Nullable Duration delay;
  private State state = State.CREATED;
  private boolean armed;
  private long whenNanos;
  private @Nullable Task<?> task;
  private int cancellingBefore;
  private @Nullable Handle timer;

  private Timeout(@Nullable Duration delay, boolean armed, long whenNanos) {
    this.delay = delay;
    this.armed = armed;
    this.whenNanos = whenNanos;
  }

  /**
   * Returns a timeout whose deadline is {@code delay} after the body starts; more than 100 years
   * are taken as 100 years.
   */
  public static Timeout after(Duration delay) {
    return new Timeout(Objects.requireNonNull(delay, "delay"), false, 0);
  }

  /** Returns a timeout with a deadline on the scale of {@link EventLoop#timeNanos}. */
  public static Timeout at(long whenNanos) {
    return new Timeout(null, true, whenNanos);
  }

  /** Returns a timeout without a deadline; {@link #rescheduleAt} may set one. */
  public static Timeout never() {
    return new Timeout(null, false, 0);
  }

  /**
   * Runs {@code body} under this timeout.
   *
   * @return an awaitable with the outcome of the body, that fails with a {@link TimeoutException}
   *     if the body ended by the cancellation of this timeout, and with an {@link
   *     IllegalStateException} if this timeout was used before
   */
  public <T> Awaitable<T> run(Callable<? extends Awaitable<T>> body) {
    return new Scope<>(Awaitable.call(body));
  }

  /** Returns the deadline on the scale of {@link EventLoop#timeNanos}; empty if there is none. */
  public OptionalLong whenNanos() {
    return armed ? OptionalLong.of(whenNanos) : OptionalLong.empty();
  }

  /** Tells whether the deadline passed while the body ran. */
  public boolean isExpired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  /**
   * Sets a new deadline, on the scale of {@link EventLoop#timeNanos}.
   *
   * @throws IllegalStateException unless the body is running and the old deadline has not passed
   */
  public void rescheduleAt(long whenNanos) {
    requireActive("Timeout.rescheduleAt");
    arm(task().loop().timeNanos(), whenNanos);
  }

  /**
   * Takes the deadline away.
   *
   * @throws IllegalStateException unless the body is running and the deadline has not passed
   */
  public void disarm() {
    requireActive("Timeout.disarm");
    armed = false;
    stopTimer();
  }

  static TimeoutException expired(@Nullable Duration delay, @Nullable Throwable cause) {
    TimeoutException expired =
        new TimeoutException(
            delay == null ? "the deadline has passed" : "not done within " + seconds(delay));
    expired.initCause(cause);
    return expired;
  }

  private static String seconds(Duration delay) {
    return LoopTime.nanos(delay) / 1e9 + " s";
  }

  private void requireActive(String method) {
    if (state == State.CREATED) {
      throw new IllegalStateException("the timeout cannot be changed before its body runs");
    }
    task().loop().requireLoopThread(method);
    if (state != State.ACTIVE) {
      throw new IllegalStateException("the timeout cannot be changed any more, it is " + name());
    }
  }

  private void arm(long now, long when) {
    stopTimer();
    armed = true;
    whenNanos = when;
    EventLoop loop = task().loop();
    timer = when - now <= 0 ? loop.callSoon(this::expire) : loop.callAt(when, this::expire);
  }

  private Task<?> task() {
    return Objects.requireNonNull(task, "set when the body starts");
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void expire() {
    timer = null;
    state = State.EXPIRING;
    task().cancel();
  }

  private void start(Task<?> task) {
    if (state != State.CREATED) {
      throw new IllegalStateException("the timeout was used before, it is " + name());
    }
    state = State.ACTIVE;
    this.task = task;
    cancellingBefore = task.cancelling();
    long now = task.loop().timeNanos();
    if (delay != null) {
      arm(now, now + LoopTime.nanos(delay));
    } else if (armed) {
      arm(now, whenNanos);
    }
  }

  private void finish(@Nullable Throwable failure) throws TimeoutException {
    stopTimer();
    if (state == State.ACTIVE) {
      state = State.FINISHED;
      return;
    }
    state = State.EXPIRED;
    // more requests than before mean that somebody else wants the task to stop, too
    if (task().uncancel() <= cancellingBefore && failure instanceof CancellationException) {
      throw expired(delay, failure);
    }
  }

  private String name() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Names the state, and the deadline while it can change. */
  @Override
  public String toString() {
    String when = state != State.ACTIVE ? "" : armed ? ", when " + whenNanos : ", no deadline";
    return "Timeout[" + name() + when + "]";
  }

  private final class Scope<T> extends Frame<T, T> {
    private final Awaitable<T> body;

    Scope(Awaitable<T> body) {
      this.body = body;
    }

    @Override
    Awaitable<T> enter(Task<?> task) {
      start(task);
      return body;
    }

    @Override
    Awaitable<T> resume(T value) throws TimeoutException {
      finish(null);
      return Awaitable.of(value);
    }

    @Override
    @Nullable Awaitable<T> recover(Throwable failure) throws TimeoutException {
      finish(failure);
      return null;
    }
  }
}
