package org.asyncmark.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Lets the forks of a block take turns: each is started and warmed up alone, then each has one turn
 * in every cycle, in a fresh random order. At any moment one of them runs, and the others stand.
 */
final class TurnTaking {
  private TurnTaking() {}

  /** A fork that takes turns. */
  interface Taker {
    /** Starts it; to be waited for by {@link #arrives}. */
    void start();

    /** Lets it go on; to be waited for by {@link #arrives}. */
    void turn();

    /**
     * Waits until it stands at its gate.
     *
     * @return false if it does not, because it has ended or hangs: it has no further turn
     */
    boolean arrives();

    /** Lets it go on to its end; to be waited for by {@link #awaitEnd}. */
    void end();

    /** Waits until it has ended, well or badly. */
    void awaitEnd();
  }

  /**
   * Has all turns taken.
   *
   * @param takers in the order in which they are warmed up
   * @param cycles how many turns each of them has
   */
  static void take(List<? extends Taker> takers, int cycles, Random random) {
    List<Taker> standing = new ArrayList<>();
    for (Taker taker : takers) {
      taker.start();
      if (taker.arrives()) {
        standing.add(taker);
      }
    }
    for (int cycle = 0; cycle < cycles; cycle++) {
      List<Taker> order = new ArrayList<>(standing);
      Collections.shuffle(order, random);
      for (Taker taker : order) {
        taker.turn();
        if (!taker.arrives()) {
          standing.remove(taker);
        }
      }
    }
    standing.forEach(Taker::end); // nothing is measured any more, so all at once
    standing.forEach(Taker::awaitEnd);
  }
}
