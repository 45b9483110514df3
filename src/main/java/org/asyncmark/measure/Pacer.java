package org.asyncmark.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * Hands requests over when they are intended, on the calling thread, which is to be a platform
 * thread that does nothing else. It parks until shortly before the next one and spins for the rest;
 * where the process has one CPU it parks only, because spinning would take the CPU from those who
 * do the requests, and is late by what the kernel's timers are late.
 *
 * <p>One that is late hands over at once what is due, and goes on by the schedule: being late moves
 * no request's intended time.
 */
public final class Pacer {
  /** A park ends late, by 50 us of the kernel's slack and a wake-up. */
  private static final long SPIN_NANOS = 200_000;

  /** How often it looks whether the last requests have ended. */
  private static final long LOOK_NANOS = 200_000;

  private final LongConsumer park;
  private final boolean spins;

  /**
   * Creates a pacer.
   *
   * @param spins whether it may keep a CPU busy while it waits
   */
  public Pacer(boolean spins) {
    this(spins, LockSupport::parkNanos);
  }

  /**
   * Creates a pacer.
   *
   * @param park waits for so many nanoseconds, or less
   */
  Pacer(boolean spins, LongConsumer park) {
    this.spins = spins;
    this.park = park;
  }

  /**
   * Hands all requests of a window over, and returns when the window ends.
   *
   * @param times of the window, which has begun
   * @param start hands one over, and waits for nothing
   */
  public void pace(RequestTimes times, IntConsumer start) {
    int count = times.arrivals().count();
    for (int request = 0; request < count; request++) {
      await(times, times.intendedNanos(request));
      times.sent(request);
      start.accept(request);
    }
    await(times, times.endNanos());
  }

  private void await(RequestTimes times, long nanos) {
    for (long left = nanos - times.now(); left > 0; left = nanos - times.now()) {
      if (!spins) {
        park.accept(left);
      } else if (left > SPIN_NANOS) {
        park.accept(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /**
   * Waits until all requests of a window are over, or until a time.
   *
   * @param untilNanos by the window's clock
   * @return how many are not over
   */
  public int awaitAll(RequestTimes times, long untilNanos) {
    int count = times.arrivals().count();
    int first = 0;
    while (true) {
      while (first < count && times.isOver(first)) {
        first++;
      }
      if (first == count) {
        return 0;
      }
      long left = untilNanos - times.now();
      if (left <= 0) {
        break;
      }
      park.accept(Math.min(left, LOOK_NANOS));
    }
    int open = 0;
    for (int request = first; request < count; request++) {
      open += times.isOver(request) ? 0 : 1;
    }
    return open;
  }
}
