package org.asyncmark.pattern;

import java.util.Arrays;
import org.asyncmark.measure.LatencyRecorder;

/**
 * When each waiter of one op was let go. A waiter writes the slots of its own, from whatever thread
 * it runs on; who waits for the op reads them once it is done. No lock, no atomic, the same in all
 * models.
 */
public class Releases {
  private final boolean[] arrived;
  private final int[] times;
  private final long[] notifiedNanos;
  private final long[] releasedNanos;

  /**
   * Creates room for the waiters of one op.
   *
   * @param waiters 1 and up
   */
  public Releases(int waiters) {
    arrived = new boolean[waiters];
    times = new int[waiters];
    notifiedNanos = new long[waiters];
    releasedNanos = new long[waiters];
  }

  /** Returns the number of waiters. */
  public final int waiters() {
    return times.length;
  }

  /** Forgets the last op. */
  public final void clear() {
    Arrays.fill(arrived, false);
    Arrays.fill(times, 0);
  }

  /** Notes that a waiter is about to wait. */
  public void arrives(int waiter) {
    arrived[waiter] = true;
  }

  /** Notes that a waiter has got past what it waited for. */
  public final void released(int waiter) {
    releasedNanos[waiter] = System.nanoTime();
    times[waiter]++;
  }

  /**
   * Notes that a waiter has got past what it waited for.
   *
   * @param notified when it was notified, by {@link System#nanoTime}
   */
  public final void released(int waiter, long notified) {
    released(waiter);
    notifiedNanos[waiter] = notified;
  }

  /** Returns how often a waiter was let go since the last {@link #clear}. */
  public final int times(int waiter) {
    return times[waiter];
  }

  /**
   * Requires that each waiter waited, and was let go once and not too early.
   *
   * @param sinceNanos when the caller began to let them go
   * @throws IllegalStateException if not: the model did other work
   */
  public final void requireEachOnce(ResultCheck check, long sinceNanos) {
    for (int i = 0; i < times.length; i++) {
      String waiter = "waiter " + i + " of " + times.length;
      if (!arrived[i]) {
        throw check.failed(waiter + " did not wait");
      }
      if (times[i] != 1) {
        throw check.failed(waiter + " was let go " + times[i] + " times");
      }
      if (releasedNanos[i] - sinceNanos < 0) {
        throw check.failed(waiter + " was let go too early");
      }
    }
  }

  /** Returns how long after a time the first waiter was let go, in nanoseconds. */
  public final long firstNanos(long sinceNanos) {
    long first = Long.MAX_VALUE;
    for (long released : releasedNanos) {
      first = Math.min(first, released - sinceNanos);
    }
    return first;
  }

  /** Returns how long after a time the last waiter was let go, in nanoseconds. */
  public final long lastNanos(long sinceNanos) {
    long last = Long.MIN_VALUE;
    for (long released : releasedNanos) {
      last = Math.max(last, released - sinceNanos);
    }
    return last;
  }

  /** Records the time of each waiter from being notified to being let go. */
  public final void recordWaits(LatencyRecorder acquire) {
    for (int i = 0; i < releasedNanos.length; i++) {
      acquire.record(releasedNanos[i] - notifiedNanos[i]);
    }
  }
}
