package org.asyncmark.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A place to wait at, with a lock given back, until another task signals that something has
 * changed: {@code asyncio.Condition}. Loop thread only.
 *
 * <p>A wait takes the lock again before it ends, however it ends. There may be wake-ups without a
 * signal: a task that was signalled and then cancelled passes the signal on, and may have been
 * wrong about having got one. So wait for a predicate.
 */
public final class LoopCondition {
  private final LoopLock lock;
  private final WaitLine waiters = new WaitLine();

  /** Creates a condition with a lock of its own. */
  public LoopCondition() {
    this(new LoopLock());
  }

  /** Creates a condition of a lock that may have several. */
  public LoopCondition(LoopLock lock) {
    this.lock = lock;
  }

  /** Returns an awaitable that ends when it has taken the lock. */
  public Awaitable<Void> acquire() {
    return lock.acquire();
  }

  /**
   * Gives the lock back.
   *
   * @throws IllegalStateException if nobody has taken it
   */
  public void release() {
    lock.release();
  }

  /** Tells whether somebody has taken the lock. */
  public boolean isLocked() {
    return lock.isLocked();
  }

  /** Runs {@code body} with the lock taken: {@code async with condition}. */
  public <T> Awaitable<T> with(Callable<? extends Awaitable<T>> body) {
    return lock.with(body);
  }

  /**
   * Returns an awaitable that gives the lock back, waits for a signal and takes the lock again. It
   * fails with an {@link IllegalStateException} if nobody has taken the lock.
   */
  public Awaitable<Void> await() {
    return new Wait();
  }

  /**
   * Returns an awaitable that waits for signals until {@code predicate} holds; if it does at once,
   * the lock does not matter.
   *
   * @param predicate called with the lock taken
   */
  public Awaitable<Void> awaitUntil(BooleanSupplier predicate) {
    return Awaitable.call(
        () ->
            predicate.getAsBoolean()
                ? Awaitable.done()
                : await().then(signalled -> awaitUntil(predicate)));
  }

  /**
   * Wakes the first who waits.
   *
   * @throws IllegalStateException if nobody has taken the lock
   */
  public void signal() {
    signal(1);
  }

  /**
   * Wakes the first {@code n} who wait, or all if there are fewer. They go on one by one, each when
   * it has got the lock.
   *
   * @throws IllegalStateException if nobody has taken the lock
   */
  public void signal(int n) {
    lock.binding().require("LoopCondition.signal");
    if (!lock.isLocked()) {
      throw new IllegalStateException("a signal needs the lock; acquire it before");
    }
    waiters.wake(n);
  }

  /**
   * Wakes all who wait.
   *
   * @throws IllegalStateException if nobody has taken the lock
   */
  public void signalAll() {
    signal(waiters.size());
  }

  int waiting() {
    return waiters.size();
  }

  /** Names the state of the lock, and the number of those who wait for a signal. */
  @Override
  public String toString() {
    String state = lock.isLocked() ? "locked" : "unlocked";
    return "LoopCondition[" + state + waiters.text("waiting") + "]";
  }

  private final class Wait extends Frame<Void, Void> {
    private @Nullable LoopFuture<Void> waiter;
    private @Nullable CancellationException cancelled;

    @Override
    Awaitable<Void> enter(Task<?> task) {
      lock.binding().usedBy(task);
      if (!lock.isLocked()) {
        throw new IllegalStateException("a wait needs the lock; acquire it before");
      }
      lock.release();
      waiter = waiters.add(task);
      return waiter;
    }

    @Override
    Awaitable<Void> resume(Void signalled) {
      return reacquire().then(taken -> conclude());
    }

    @Override
    Awaitable<Void> recover(Throwable failure) {
      cancelled = (CancellationException) failure; // nothing else ends a waiter badly
      waiters.remove(waiter);
      return reacquire().then(taken -> conclude());
    }

    /** Takes the lock even if the task is cancelled again and again meanwhile. */
    private Awaitable<Void> reacquire() {
      return lock.acquire()
          .except(
              CancellationException.class,
              again -> {
                cancelled = again;
                return reacquire();
              });
    }

    private Awaitable<Void> conclude() {
      if (cancelled != null) {
        waiters.wakeNext(); // the signal may have been for us
        throw cancelled;
      }
      return Awaitable.done();
    }
  }
}
