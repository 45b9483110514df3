package org.asyncmark.pattern.wait;

import java.time.Duration;

/**
 * The rules of a race.
 *
 * @param until when it is over
 * @param losers what becomes of those that have not ended by then
 * @param hedge if it is zero, all leaves are started at once. Else each is started this long after
 *     the one before, or as soon as one fails, unless the race is over by then
 */
record Rules(Until until, Losers losers, Duration hedge) {
  Rules {
    if (!hedge.isZero() && !until.canBeHedged()) {
      throw new IllegalArgumentException("a race until " + until + " needs all leaves: no hedge");
    }
  }

  boolean hedged() {
    return !hedge.isZero();
  }

  /** Returns how many of a number of leaves are started at the start. */
  int atStart(int leaves) {
    return hedged() ? 1 : leaves;
  }

  /** Tells whether leaves that have not ended are cancelled, the race being over or given up. */
  boolean cancels(boolean over) {
    return !over || losers == Losers.CANCEL;
  }
}
