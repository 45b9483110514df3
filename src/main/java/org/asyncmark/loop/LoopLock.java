package org.asyncmark.loop;

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
  private final LoopBinding binding = new LoopBinding("LoopLock");
  private final WaitLine waiters = new WaitLine();
  private boolean locked;

  /** Returns an awaitable that ends when it has taken the lock. */
  public Awaitable<Void> acquire() {
    return new Acquire();
  }

  /**
   * Gives the lock back.
   *
   * @throws IllegalStateException if nobody has taken it, or on any other thread than the loop's
   */
  public void release() {
    binding.require("LoopLock.release");
    if (!locked) {
      throw new IllegalStateException("the lock was released without having been acquired");
    }
    locked = false;
    waiters.wakeFirst();
  }

  /** Runs {@code body} with the lock taken: {@code async with lock}. */
  public <T> Awaitable<T> with(Callable<? extends Awaitable<T>> body) {
    return acquire().then(taken -> Awaitable.call(body).ensure(this::release));
  }

  /** Tells whether somebody has taken the lock. */
  public boolean isLocked() {
    return locked;
  }

  LoopBinding binding() {
    return binding;
  }

  int waiting() {
    return waiters.size();
  }

  /** Names the state, and the number of those who wait. */
  @Override
  public String toString() {
    String state = locked ? "locked" : "unlocked";
    return "LoopLock[" + state + waiters.text("waiting") + "]";
  }

  private final class Acquire extends Frame<Void, Void> {
    private @Nullable LoopFuture<Void> waiter;

    @Override
    Awaitable<Void> enter(Task<?> task) {
      binding.usedBy(task);
      if (!locked && !waiters.anyLive()) {
        locked = true;
        return endWith(Awaitable.done());
      }
      waiter = waiters.add(task);
      return waiter;
    }

    @Override
    Awaitable<Void> resume(Void woken) {
      waiters.remove(waiter);
      locked = true;
      return Awaitable.done();
    }

    @Override
    @Nullable Awaitable<Void> recover(Throwable cancelled) {
      waiters.remove(waiter);
      if (!locked) { // perhaps it was we who had been woken
        waiters.wakeFirst();
      }
      return null;
    }
  }
}
