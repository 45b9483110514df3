package org.asyncmark.pattern.ratelimit;

/**
 * A bucket of tokens by the clock, without a thread or a timer: whoever takes one is told when it
 * is due, and has to wait until then himself. First come, first served: no token is due before one
 * that was taken earlier. For one thread at a time, which also says what time it is.
 *
 * <p>It remembers when it was last full and how many were taken since. The {@code n}-th of those is
 * due {@code (n - burst) / rate} seconds after that time, or at once if that is over. It is full
 * again, and a new count begins, once as many have come as were taken.
 */
final class TokenBucket {
  private final Rate rate;
  private long fullNanos;
  private long taken; // since then; 0 only before the first

  /** Creates a full bucket. */
  TokenBucket(Rate rate) {
    this.rate = rate;
  }

  /**
   * Takes the next token.
   *
   * @param nowNanos the present, by any clock that does not go back by much
   * @return when the token is due, by the same clock and rounded up: {@code nowNanos} if it was in
   *     the bucket, later if it has still to come
   */
  long take(long nowNanos) {
    if (taken == 0 || nowNanos - fullNanos - rate.nanos(taken) >= 0) {
      fullNanos = nowNanos;
      taken = 0;
    } else if (taken > rate.perSecond()) {
      // the same line in smaller numbers, lest a product overflow if it is never full again
      fullNanos += Rate.SECOND_NANOS;
      taken -= rate.perSecond();
    }
    taken++;
    long dueNanos = fullNanos + rate.nanos(taken - rate.burst());
    return dueNanos - nowNanos > 0 ? dueNanos : nowNanos;
  }
}
