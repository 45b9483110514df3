package org.asyncmark.future;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait, in the order in which they came. Whoever uses it guards it.
 *
 * <p>Who gives up stays where he is, so that giving up needs no lock and takes no search. He is
 * dropped when his turn comes, or by a sweep, which is made whenever the line has grown to twice
 * what the last one left. So a line that never moves is not much longer than twice those who really
 * wait, and the sweeps cost each who joins a few steps, although one of a long line takes its time.
 */
final class Line<W extends Waiter<?>> {
  private static final int SHORT = 64;

  private ArrayDeque<W> waiters = new ArrayDeque<>();
  private int sweepAt = SHORT;

  /** Adds a waiter at the end. */
  void add(W last) {
    if (waiters.size() >= sweepAt) {
      waiters.removeIf(Waiter::isDone);
      sweepAt = Math.max(SHORT, 2 * waiters.size());
    }
    waiters.add(last);
  }

  /** Takes the first out who has not given up, and claims him; or returns null. */
  @Nullable W claimFirst() {
    W first = waiters.poll();
    while (first != null && !first.claim()) {
      first = waiters.poll();
    }
    if (sweepAt > SHORT && waiters.isEmpty()) { // the room for a long line is not kept for ever
      waiters = new ArrayDeque<>();
      sweepAt = SHORT;
    }
    return first;
  }

  /** Returns how many are in it, those included who gave up and were not dropped yet. */
  int size() {
    return waiters.size();
  }

  boolean isEmpty() {
    return waiters.isEmpty();
  }
}
