package org.asyncmark.pattern.ratelimit;

import java.util.concurrent.TimeUnit;

/**
 * What a client may send: as many as there are tokens in a bucket that fills steadily.
 *
 * @param perSecond tokens that come in a second, 1 to 1 000 000
 * @param burst tokens that the bucket holds, 1 to 1 000 000; it is full at first
 */
record Rate(int perSecond, int burst) {
  static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * Returns the time in which tokens come, in nanoseconds and rounded up. It is one product and one
   * division and no sum of rounded steps, so that it is exact however many they are.
   *
   * @param tokens up to 9 000 000 000; a negative number gives a negative time
   */
  long nanos(long tokens) {
    return -Math.floorDiv(-tokens * SECOND_NANOS, (long) perSecond);
  }
}
