package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that tasks share, without blocking a thread for want of one: {@code
 * asyncio.Semaphore} for futures. First come, first served: a release hands its permit to the first
 * who waits. Any thread may use it.
 *
 * <p>One number says how many permits are free, or that there is a line. While there is none, a
 * compare-and-set does it all. A lock guards the line and the change between the two states; it is
 * held for a few instructions and no code of others runs under it. The races:
 *
 * <ol>
 *   <li>A release frees a permit while somebody is about to open a line: he looks at the number
 *       again under the lock, in the same step in which he says that there is a line.
 *   <li>A release saw a line that has come to its end before the release has the lock: it looks at
 *       the number again under the lock and starts from the beginning.
 *   <li>A waiter gives up while a release hands over: one of the two claims him first. Either he is
 *       skipped, and the permit goes to the next or is free, or it is his and giving up comes too
 *       late.
 * </ol>
 */
public final class AsyncSemaphore {
  private static final int LINE = -1;

  // the permits that are free, 0 and up; or LINE, which is set and unset under the lock
  private final AtomicInteger free;
  private final Line<Waiter<@Nullable Void>> line = new Line<>(); // its own lock

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
    this.free = new AtomicInteger(permits);
  }

  /**
   * Asks for a permit.
   *
   * @return ends when the permit is the caller's, who has to release it; at once if one is free
   */
  public CompletableFuture<@Nullable Void> acquire() {
    if (tryAcquire()) {
      return Waiter.DONE;
    }
    synchronized (line) {
      if (free.getAndUpdate(permits -> permits > 0 ? permits - 1 : LINE) > 0) { // race 1
        return Waiter.DONE;
      }
      Waiter<@Nullable Void> waiter = new Waiter<>();
      line.add(waiter);
      return waiter;
    }
  }

  /** Takes a permit if one is free; tells whether it did. */
  public boolean tryAcquire() {
    for (int permits = free.get(); permits > 0; permits = free.get()) {
      if (free.compareAndSet(permits, permits - 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Gives a permit to the first who waits, or back; or makes a new one.
   *
   * @throws IllegalStateException if there are {@link Integer#MAX_VALUE} free ones
   */
  public void release() {
    if (!releaseWithin(Integer.MAX_VALUE)) {
      throw new IllegalStateException(
          "the semaphore has " + Integer.MAX_VALUE + " free permits, none can be released");
    }
  }

  /**
   * Gives a permit back unless all are free.
   *
   * @param limit how many there are
   * @return false if all were free already; nothing has changed then
   */
  boolean releaseWithin(int limit) {
    while (true) {
      int permits = free.get();
      if (permits == limit) {
        return false;
      }
      if (permits == LINE ? handOver() : free.compareAndSet(permits, permits + 1)) {
        return true;
      }
    }
  }

  /** Hands a permit to the line; false if there is none. */
  private boolean handOver() {
    Waiter<@Nullable Void> first;
    synchronized (line) {
      if (free.get() != LINE) { // race 2
        return false;
      }
      first = line.claimFirst();
      if (line.isEmpty()) {
        free.set(first == null ? 1 : 0);
      }
    }
    if (first != null) {
      first.give(null);
    }
    return true;
  }

  /** Returns the number of free permits at this moment, 0 and up. */
  public int availablePermits() {
    return Math.max(0, free.get());
  }

  /** Returns how many are in the line at this moment, some of whom may have given up. */
  public int waiting() {
    synchronized (line) {
      return line.size();
    }
  }
}
