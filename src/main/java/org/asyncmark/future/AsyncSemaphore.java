package org.asyncmark.future;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that tasks share, without blocking a thread: {@code asyncio.Semaphore} for
 * futures. First come, first served: a release hands its permit to the first who waits. Any thread
 * may use it.
 *
 * <p>One number says it all: the permits that are free, or, below 0, how many wait. Both sides
 * change the number first and look at the line afterwards. The races:
 *
 * <ol>
 *   <li>A release finds that somebody waits who has not joined the line yet: his change of the
 *       number and his joining are two steps. The release waits for these few instructions.
 *   <li>Two acquires change the number in one order and join the line in the other: the line
 *       decides who is first. Each release takes one of the line, so none is forgotten.
 *   <li>A waiter gives up while he is in the line: he stays in the number and in the line. The
 *       release that meets him has undone his part of the number by its own change, cannot claim
 *       him, and releases again.
 *   <li>A waiter gives up while a release hands over: one of the two claims him first. Either he is
 *       out and the permit goes on as in 3, or it is his and giving up comes too late.
 * </ol>
 */
public final class AsyncSemaphore {
  private static final CompletableFuture<@Nullable Void> ACQUIRED =
      CompletableFuture.completedFuture(null);

  // permits that are free; below 0 the number of those who wait, with those who gave up meanwhile
  private final AtomicInteger balance;
  private final Queue<Waiter<@Nullable Void>> line = new ConcurrentLinkedQueue<>();

  /**
   * Creates a semaphore.
   *
   * @param permits that are free at the start, 0 and up; releases may make more
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public AsyncSemaphore(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("want no less than 0 permits, got " + permits);
    }
    this.balance = new AtomicInteger(permits);
  }

  /**
   * Asks for a permit.
   *
   * @return ends when the permit is the caller's, who has to release it; at once if one is free
   */
  public CompletableFuture<@Nullable Void> acquire() {
    if (balance.getAndDecrement() > 0) {
      return ACQUIRED;
    }
    Waiter<@Nullable Void> waiter = new Waiter<>();
    line.add(waiter);
    return waiter;
  }

  /** Takes a permit if one is free; tells whether it did. */
  public boolean tryAcquire() {
    for (int free = balance.get(); free > 0; free = balance.get()) {
      if (balance.compareAndSet(free, free - 1)) {
        return true;
      }
    }
    return false;
  }

  /** Gives a permit to the first who waits, or back; or makes a new one. */
  public void release() {
    while (balance.getAndIncrement() < 0) {
      if (handOver()) {
        return;
      }
    }
  }

  /**
   * Gives a permit back unless all are.
   *
   * @param limit how many there are
   * @return false if all were free already; nothing has changed then
   */
  boolean releaseWithin(int limit) {
    int before = balance.get();
    while (before < limit) {
      if (!balance.compareAndSet(before, before + 1)) {
        before = balance.get();
      } else if (before >= 0 || handOver()) {
        return true;
      } else {
        before = balance.get(); // race 3
      }
    }
    return false;
  }

  /** Hands a permit to the first in the line; false if he had given up. */
  private boolean handOver() {
    Waiter<@Nullable Void> first = line.poll();
    while (first == null) { // race 1
      Thread.onSpinWait();
      first = line.poll();
    }
    if (!first.claim()) {
      return false;
    }
    first.give(null);
    return true;
  }

  /** Returns the number of free permits at this moment, 0 and up. */
  public int availablePermits() {
    return Math.max(0, balance.get());
  }

  /**
   * Returns how many wait at this moment, those included who gave up and whose turn has not come.
   */
  public int waiting() {
    return Math.max(0, -balance.get());
  }
}
