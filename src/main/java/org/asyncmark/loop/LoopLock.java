package org.asyncmark.loop;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A lock between tasks: {@code asyncio.Lock}. First come, first served; nobody overtakes those who
 * wait. Not reentrant, and has no owner: any task may release it. Loop thread only.
 *
 * <p>A release wakes the first who waits but does not hand the lock over: the lock is taken when
 * that task goes on. If the task is cancelled in between, it wakes the next one instead.
 */
public final class LoopLock {
  private final ArrayDeque<LoopFuture<Void>> waiters = new ArrayDeque<>();
  private boolean locked;

  /** Returns an awaitable that ends when it has taken the lock. */
  public Awaitable<Void> acquire() {
    return new Acquire();
  }

  /**
   * Gives the lock back.
   *
   * @throws IllegalStateException if nobody has taken it
   */
  public void release() {
    if (!locked) {
      throw new IllegalStateException("the lock was released without having been acquired");
    }
    locked = false;
    wakeFirst();
  }

  /** Runs {@code body} with the lock taken: {@code async with lock}. */
  public <T> Awaitable<T> with(Callable<? extends Awaitable<T>> body) {
    return acquire().then(taken -> Awaitable.call(body).ensure(this::release));
  }

  /** Tells whether somebody has taken the lock. */
  public boolean isLocked() {
    return locked;
  }

  int waiting() {
    return waiters.size();
  }

  private boolean somebodyWaits() {
    for (LoopFuture<Void> waiter : waiters) {
      if (!waiter.isCancelled()) { // whose task has not gone on yet, which would have removed it
        return true;
      }
    }
    return false;
  }

  private void wakeFirst() {
    LoopFuture<Void> first = waiters.peek();
    if (first != null && !first.isDone()) { // done: woken before, its task goes on in this turn
      first.complete(null);
    }
  }

  /** Names the state, and the number of those who wait. */
  @Override
  public String toString() {
    String state = locked ? "locked" : "unlocked";
    return "LoopLock[" + state + (waiters.isEmpty() ? "" : ", waiting " + waiters.size()) + "]";
  }

  private final class Acquire extends Frame<Void, Void> {
    private @Nullable LoopFuture<Void> waiter;

    @Override
    Awaitable<Void> enter(Task<?> task) {
      if (!locked && !somebodyWaits()) {
        locked = true;
        return Awaitable.done();
      }
      waiter = new LoopFuture<>(task.loop());
      waiters.add(waiter);
      return waiter;
    }

    @Override
    Awaitable<Void> resume(Void woken) {
      if (waiter != null) {
        waiters.remove(waiter);
        locked = true;
      }
      return Awaitable.done();
    }

    @Override
    @Nullable Awaitable<Void> recover(Throwable cancelled) {
      waiters.remove(waiter);
      if (!locked) { // perhaps it was we who had been woken
        wakeFirst();
      }
      return null;
    }
  }
}
