package org.asyncmark.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task that waits for one or all of several futures. */
final class Waiting<T> extends Frame<Void, Waited<T>> {
  private final ReturnWhen when;
  private final Set<LoopFuture<T>> futures;
  private final @Nullable Duration timeout;
  private final Consumer<LoopFuture<T>> futureDone = this::futureDone;
  private @Nullable LoopFuture<Void> waiter;
  private @Nullable TimerHandle timer;
  private int pending;

  @SuppressWarnings("unchecked") // a future of a subtype is one that yields a T
  Waiting(
      ReturnWhen when,
      Collection<? extends LoopFuture<? extends T>> futures,
      @Nullable Duration timeout) {
    if (futures.isEmpty()) {
      throw new IllegalArgumentException("want at least one future to wait for, got none");
    }
    this.when = when;
    this.futures = new LinkedHashSet<>((Collection<LoopFuture<T>>) futures);
    this.futures.forEach(future -> Objects.requireNonNull(future, "future"));
    this.timeout = timeout;
  }

  @Override
  Awaitable<Void> enter(Task<?> task) {
    for (LoopFuture<T> future : futures) {
      if (future.loop() != task.loop()) {
        throw new IllegalArgumentException("waitUntil cannot wait for a future of another loop");
      }
    }
    waiter = new LoopFuture<>(task.loop());
    if (timeout != null) {
      timer = task.loop().callLater(timeout, this::release);
    }
    pending = futures.size();
    for (LoopFuture<T> future : futures) {
      future.whenDone(futureDone);
    }
    return waiter;
  }

  @Override
  Awaitable<Waited<T>> resume(Void nothing) {
    stop();
    Set<LoopFuture<T>> done = new LinkedHashSet<>();
    Set<LoopFuture<T>> left = new LinkedHashSet<>();
    for (LoopFuture<T> future : futures) {
      (future.isDone() ? done : left).add(future);
    }
    return Awaitable.of(new Waited<>(done, left));
  }

  @Override
  @Nullable Awaitable<Waited<T>> recover(Throwable failure) {
    stop();
    return null;
  }

  private void futureDone(LoopFuture<T> future) {
    pending--;
    if (pending == 0
        || when == ReturnWhen.FIRST_COMPLETED
        || (when == ReturnWhen.FIRST_EXCEPTION && future.failure() != null)) {
      release();
    }
  }

  private void release() {
    LoopFuture<Void> waiting = Objects.requireNonNull(waiter, "set before the wait");
    if (!waiting.isDone()) {
      waiting.settleDone(null);
    }
  }

  private void stop() {
    if (timer != null) {
      timer.cancel();
    }
    for (LoopFuture<T> future : futures) {
      future.removeOnDone(futureDone);
    }
  }
}
