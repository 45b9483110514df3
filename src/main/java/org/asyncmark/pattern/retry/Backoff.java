package org.asyncmark.pattern.retry;

import java.util.SplittableRandom;

/**
 * Exponential back-off with a cap and jitter: the wait doubles from attempt to attempt up to the
 * cap, and of each wait the second half is drawn. In whole milliseconds, because that is what
 * resilience4j and a selector can wait for.
 *
 * @param baseMillis longest wait after the first attempt, 0 and up
 * @param capMillis longest wait of all, 0 and up
 */
record Backoff(long baseMillis, long capMillis) {
  private static final int MOST_DOUBLINGS = 32;

  /**
   * Draws the wait after an attempt.
   *
   * @param attempt the one that failed, from 0
   * @param jitter of the task
   * @return from half of what it is without jitter, rounded up, to all of it
   */
  long millis(int attempt, SplittableRandom jitter) {
    int doublings = Math.min(attempt, MOST_DOUBLINGS);
    boolean beyond = baseMillis > capMillis >> doublings;
    long longest = beyond ? capMillis : baseMillis << doublings;
    return longest - jitter.nextLong(longest / 2 + 1);
  }
}
