package org.asyncmark.pattern.breaker;

import java.util.function.LongSupplier;
import org.asyncmark.pattern.breaker.Breaker.State;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a breaker at one moment. Immutable: a step returns the machine behind it.
 * Who keeps it decides how steps of several threads are put in order.
 *
 * @param state what it does with calls
 * @param epoch counts its states; the permit of a call is the epoch in which it was let through
 * @param sinceNanos when it was opened; of no meaning in other states
 * @param passed probes that were let through
 * @param ended calls of this state that are judged together, up to the window or the probes
 * @param failures a bit for each of them, the last one lowest; set if it failed
 */
record Circuit(State state, long epoch, long sinceNanos, int passed, int ended, long failures) {
  /** A breaker that has seen no call. */
  static final Circuit NEW = new Circuit(State.CLOSED, 0, 0, 0, 0, 0);

  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * Lets a call through; its permit is the epoch of what is returned.
   *
   * @param clock in nanoseconds; not read while closed
   * @return null if the call is rejected
   */
  @Nullable Circuit pass(BreakerRule rule, LongSupplier clock) {
    return switch (state) {
      case CLOSED -> this;
      case OPEN ->
          clock.getAsLong() - sinceNanos > rule.openMillis() * NANOS_PER_MILLI
              ? new Circuit(State.HALF_OPEN, epoch + 1, 0, 1, 0, 0)
              : null;
      case HALF_OPEN -> passed < rule.probes() ? withPassed(passed + 1) : null;
    };
  }

  /** Counts the end of a call, and judges if there are enough. */
  Circuit ended(BreakerRule rule, long permit, boolean failed, LongSupplier clock) {
    if (permit != epoch) {
      return this; // it was let through by an earlier state
    }
    int enough = state == State.CLOSED ? rule.window() : rule.probes();
    int calls = Math.min(enough, ended + 1);
    long last = ((failures << 1) | (failed ? 1 : 0)) & (-1L >>> (Long.SIZE - enough));
    if (calls == enough && rule.tooMany(Long.bitCount(last), calls)) {
      return new Circuit(State.OPEN, epoch + 1, clock.getAsLong(), 0, 0, 0);
    }
    if (calls == enough && state == State.HALF_OPEN) {
      return new Circuit(State.CLOSED, epoch + 1, 0, 0, 0, 0);
    }
    return new Circuit(state, epoch, 0, passed, calls, last);
  }

  /** Makes room for another probe in the place of one that was given up. */
  Circuit released(long permit) {
    return permit == epoch && state == State.HALF_OPEN ? withPassed(passed - 1) : this;
  }

  private Circuit withPassed(int probes) {
    return new Circuit(state, epoch, 0, probes, ended, failures);
  }
}
