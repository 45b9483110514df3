package org.asyncmark.loop;

import java.time.Duration;
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
    if (!alarm.isDone()) {
      alarm.settleDone(null);
    }
  }

  @Override
  Awaitable<Void> resume(Void nothing) {
    return Awaitable.done();
  }

  @Override
  @Nullable Awaitable<Void> recover(Throwable failure) {
    timer.cancel();
    return null;
  }
}
