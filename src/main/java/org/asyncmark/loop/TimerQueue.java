package org.asyncmark.loop;

import java.util.PriorityQueue;

/**
 * The timers of a loop, the next one first. As in asyncio, a cancelled timer stays until it is the
 * next one, or until more than half of more than a hundred are cancelled: then all of those go.
 * Loop thread only.
 */
final class TimerQueue {
  /** asyncio's {@code _MIN_SCHEDULED_TIMER_HANDLES}. */
  static final int PURGE_ABOVE = 100;

  private final Ownership ownership;
  private final PriorityQueue<TimerHandle> heap = new PriorityQueue<>();
  private int cancelled;
  private long sequence;

  TimerQueue(Ownership ownership) {
    this.ownership = ownership;
  }

  Ownership ownership() {
    return ownership;
  }

  /**
   * @param whenNanos near the present, see {@link LoopTime}
   */
  TimerHandle add(long whenNanos, Runnable callback) {
    TimerHandle timer = new TimerHandle(this, callback, whenNanos, sequence++);
    heap.add(timer);
    return timer;
  }

  void countCancelled() {
    cancelled++;
  }

  /** Returns the number of timers in the queue, cancelled ones too. */
  int size() {
    return heap.size();
  }

  /** Removes cancelled timers. */
  void prune() {
    if (cancelled == 0) {
      return;
    }
    if (heap.size() > PURGE_ABOVE && 2 * cancelled > heap.size()) {
      heap.removeIf(TimerHandle::isCancelled);
      cancelled = 0;
      return;
    }
    TimerHandle next = heap.peek();
    while (next != null && next.isCancelled()) {
      heap.remove();
      cancelled--;
      next = heap.peek();
    }
  }

  /**
   * Returns how long it is to the next timer, cancelled or not: 0 if it is due, {@link
   * Poller#FOREVER} if there is none.
   */
  long nanosToNext(Clock clock) {
    TimerHandle next = heap.peek();
    return next == null ? Poller.FOREVER : Math.max(0, next.whenNanos() - clock.nanos());
  }

  /**
   * Moves the timers that are due into the queue of callbacks.
   *
   * @return how many there were that are not cancelled
   */
  int moveDue(Clock clock, ReadyQueue ready) {
    TimerHandle next = heap.peek();
    if (next == null) {
      return 0;
    }
    int due = 0;
    long now = clock.nanos();
    while (next != null && next.whenNanos() - now <= 0) {
      heap.remove();
      next.leave();
      if (next.isCancelled()) {
        cancelled--;
      } else {
        due++;
      }
      ready.add(next);
      next = heap.peek();
    }
    return due;
  }

  void clear() {
    heap.clear();
    cancelled = 0;
  }
}
