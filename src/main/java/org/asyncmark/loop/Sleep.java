package org.asyncmark.loop;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task that waits for a timer. */
final class Sleep extends Frame<Void, Void> implements Runnable {
  private final Duration delay;
  private @Nullable LoopFuture<Void> alarm;
  private @Nullable TimerHandle timer;

  Sleep(Duration delay) {
    this.delay = delay;
  }

  @Override
  Awaitable<Void> enter(Task<?> task) {
    alarm = new LoopFuture<>(task.loop());
    timer = task.loop().callLater(delay, this);
    return alarm;
  }

  @Override
  public void run() {
    LoopFuture<Void> due = Objects.requireNonNull(alarm, "set before the timer");
    if (!due.isDone()) {
      due.settleDone(null);
    }
  }

  @Override
  Awaitable<Void> resume(Void nothing) {
    return Awaitable.done();
  }

  @Override
  @Nullable Awaitable<Void> recover(Throwable failure) {
    Objects.requireNonNull(timer, "set before the wait").cancel();
    return null;
  }
}
