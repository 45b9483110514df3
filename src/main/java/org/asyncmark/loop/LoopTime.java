package org.asyncmark.loop;

import java.time.Duration;

/**
 * The one place where times of a loop are kept so close together that their differences do not
 * overflow: those of {@link System#nanoTime} mean something only as differences, and a heap whose
 * comparisons overflow loses its order. Two times that are {@link #MAX_NANOS} to either side of a
 * present may be compared for another 90 years.
 */
final class LoopTime {
  /** About 100 years. */
  static final long MAX_NANOS = Duration.ofDays(36_500).toNanos();

  private static final Duration MAX = Duration.ofNanos(MAX_NANOS);

  private LoopTime() {}

  /** Returns a duration in nanoseconds, 100 years at most in either direction. */
  static long nanos(Duration duration) {
    if (duration.compareTo(MAX) > 0) {
      return MAX_NANOS;
    }
    return duration.compareTo(MAX.negated()) < 0 ? -MAX_NANOS : duration.toNanos();
  }

  /** Returns a time, or the one that is 100 years from {@code now} if it is farther away. */
  static long near(long now, long when) {
    return now + Math.max(-MAX_NANOS, Math.min(MAX_NANOS, when - now));
  }
}
