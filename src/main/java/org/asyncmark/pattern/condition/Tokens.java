package org.asyncmark.pattern.condition;

import org.asyncmark.pattern.Releases;

/**
 * What the waiters' predicate is about: a waiter may go when there is a token for it, and takes it.
 * Confined to whoever holds the lock of the model, and the same in all models.
 */
final class Tokens {
  private final Notify notify;
  private final Releases releases;
  private int free;
  private int waiting;
  private long notifiedNanos;

  Tokens(Notify notify, Releases releases) {
    this.notify = notify;
    this.releases = releases;
  }

  Releases releases() {
    return releases;
  }

  /** Starts a new op: no tokens, and all waiters are to come. */
  void reset() {
    free = 0;
    waiting = releases.waiters();
  }

  /** The predicate. */
  boolean available() {
    return free > 0;
  }

  /**
   * Makes the predicate true for all who wait, or for one, and notifies as many.
   *
   * @param signal notifies one
   * @param signalAll notifies all
   */
  void grant(Runnable signal, Runnable signalAll) {
    grant();
    if (notify == Notify.ALL) {
      signalAll.run();
    } else {
      signal.run();
    }
  }

  private void grant() {
    free = notify == Notify.ALL ? waiting : 1;
    notifiedNanos = System.nanoTime();
  }

  /**
   * Takes a token.
   *
   * @return true if the waiter has granted one to the next and has to notify it
   * @throws IllegalStateException if there is none: the waiter did not wait for its predicate
   */
  boolean take(int waiter) {
    if (free == 0) {
      throw new IllegalStateException("waiter " + waiter + " went on without a token");
    }
    free--;
    waiting--;
    releases.released(waiter, notifiedNanos);
    if (notify == Notify.ALL || waiting == 0) {
      return false;
    }
    grant();
    return true;
  }
}
