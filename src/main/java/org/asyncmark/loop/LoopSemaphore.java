package org.asyncmark.loop;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that tasks share: {@code asyncio.Semaphore} and {@code BoundedSemaphore}.
 * First come, first served: a release hands its permit to the first who waits, and nobody overtakes
 * those who wait or were woken and have not gone on yet. A task that is cancelled after it was
 * woken gives the permit to the next one. Loop thread only.
 */
public final class LoopSemaphore {
  private final LoopBinding binding = new LoopBinding("LoopSemaphore");
  private final WaitLine waiters = new WaitLine(); // not woken yet
  private final int limit;
  private int permits;
  private int woken; // tasks that have a permit and have not gone on yet

  private LoopSemaphore(int permits, int limit) {
    if (permits < 0) {
      throw new IllegalArgumentException("want no less than 0 permits, got " + permits);
    }
    this.permits = permits;
    this.limit = limit;
  }

  /**
   * Creates a semaphore.
   *
   * @param permits that there are at the start, 0 and up; releases may make more
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public LoopSemaphore(int permits) {
    this(permits, Integer.MAX_VALUE);
  }

  /**
   * Returns a semaphore that refuses a release which would make more permits than at the start.
   *
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public static LoopSemaphore bounded(int permits) {
    return new LoopSemaphore(permits, permits);
  }

  /** Returns an awaitable that ends when it has taken a permit. */
  public Awaitable<Void> acquire() {
    return new Acquire();
  }

  /**
   * Gives a permit back, or makes a new one.
   *
   * @throws IllegalStateException if that would be one too many, or on any other thread than the
   *     loop's
   */
  public void release() {
    binding.require("LoopSemaphore.release");
    if (permits >= limit) {
      throw new IllegalStateException(
          "the semaphore has all of its " + limit + " permits, none can be released");
    }
    permits++;
    if (waiters.wakeNext()) {
      permits--;
      woken++;
    }
  }

  /** Runs {@code body} with a permit taken: {@code async with semaphore}. */
  public <T> Awaitable<T> with(Callable<? extends Awaitable<T>> body) {
    return acquire().then(taken -> Awaitable.call(body).ensure(this::release));
  }

  /** Tells whether an {@link #acquire} would have to wait: no permit is left, or others wait. */
  public boolean isLocked() {
    return permits == 0 || woken > 0 || waiters.anyLive();
  }

  /** Returns the number of permits that nobody has taken or was woken for. */
  int permits() {
    return permits;
  }

  /** Returns the number of tasks that have not got past their {@link #acquire}. */
  int waiting() {
    return waiters.size() + woken;
  }

  /** Hands permits to those who wait; some may have had to wait only for their turn. */
  private void wakeAllowed() {
    int handedOver = waiters.wake(permits);
    permits -= handedOver;
    woken += handedOver;
  }

  /** Names the state, and the number of those who wait. */
  @Override
  public String toString() {
    String state = isLocked() ? "locked" : "unlocked, permits " + permits;
    return "LoopSemaphore[" + state + (waiting() == 0 ? "" : ", waiting " + waiting()) + "]";
  }

  private final class Acquire extends Frame<Void, Void> {
    private @Nullable LoopFuture<Void> waiter;

    @Override
    Awaitable<Void> enter(Task<?> task) {
      binding.usedBy(task);
      if (!isLocked()) {
        permits--;
        return endWith(Awaitable.done());
      }
      waiter = waiters.add(task);
      return waiter;
    }

    @Override
    Awaitable<Void> resume(Void nothing) {
      woken--;
      wakeAllowed();
      return Awaitable.done();
    }

    @Override
    @Nullable Awaitable<Void> recover(Throwable cancelled) {
      if (Objects.requireNonNull(waiter, "set before the wait").isCancelled()) {
        waiters.remove(waiter);
      } else { // woken first, cancelled afterwards
        woken--;
        permits++;
      }
      wakeAllowed();
      return null;
    }
  }
}
