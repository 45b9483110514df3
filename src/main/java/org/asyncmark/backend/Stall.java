package org.asyncmark.backend;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A time in which a backend answers no leaf, as one that hangs: {@code POST /stall?millis=}. Used
 * by the one thread of the backend.
 */
final class Stall {
  static final String PATH = "/stall";

  private static final int MAX_MILLIS = 60_000;

  private final LongSupplier nanoClock;
  private boolean begun;
  private long endNanos;

  /**
   * Creates one that has not begun.
   *
   * @param nanoClock for example {@link System#nanoTime}; it is read only while a stall goes on
   */
  Stall(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Begins now. If one goes on, it ends at the later of both ends.
   *
   * @throws IllegalArgumentException if the time is missing or out of range; the message is the
   *     line that the client gets
   */
  void begin(QueryStringDecoder query) {
    long endsNanos = TimeUnit.MILLISECONDS.toNanos(millis(query)) + nanoClock.getAsLong();
    if (leftNanos() == 0 || endsNanos - endNanos > 0) {
      endNanos = endsNanos;
    }
    begun = true;
  }

  private static long millis(QueryStringDecoder query) {
    try {
      return QueryParameters.of(query, List.of("millis")).number("millis", 1, MAX_MILLIS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; for example POST " + PATH + "?millis=500", e);
    }
  }

  /** Returns the time until leaves are answered, in nanoseconds; 0 if they are. */
  long leftNanos() {
    long leftNanos = begun ? endNanos - nanoClock.getAsLong() : 0;
    begun = leftNanos > 0;
    return Math.max(0, leftNanos);
  }
}
