package org.asyncmark.pattern.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that can be put forward, so that nobody has to wait for a breaker's time to be over. One
 * thread puts it forward, any may read it.
 */
final class MovableClock extends Clock {
  private final LongSupplier baseNanos;
  private volatile long aheadNanos;

  /**
   * Creates a clock.
   *
   * @param baseNanos what it goes by: {@code System::nanoTime}, or a time that stands still
   */
  MovableClock(LongSupplier baseNanos) {
    this.baseNanos = baseNanos;
  }

  void advance(Duration time) {
    long ahead = aheadNanos;
    aheadNanos = ahead + time.toNanos();
  }

  /** Returns the time in nanoseconds, from a beginning of its own. */
  long nanos() {
    return baseNanos.getAsLong() + aheadNanos;
  }

  /** Returns the same time; the date has no meaning. */
  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanos());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock has no zone but UTC");
  }
}
