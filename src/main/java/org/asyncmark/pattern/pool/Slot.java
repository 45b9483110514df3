package org.asyncmark.pattern.pool;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a pool lends: a connection as the pool sees it, with an identity and no more. Whoever holds
 * it may have his leaf at work. It keeps the pool honest: who is lent one that somebody else holds,
 * or one that has broken, fails. One compare-and-set and one store a loan, the same in all models.
 */
final class Slot {
  private final int id;
  private final AtomicBoolean held = new AtomicBoolean();
  private boolean broken; // written by the holder; its successor sees it by way of held

  /**
   * Creates a slot that nobody holds.
   *
   * @param id no other slot of the pool has it
   */
  Slot(int id) {
    this.id = id;
  }

  /**
   * Takes hold of it.
   *
   * @throws IllegalStateException if the pool had no right to lend it
   */
  void take() {
    if (!held.compareAndSet(false, true)) {
      throw new IllegalStateException(this + " was lent to two tasks at once");
    }
    if (broken) {
      throw new IllegalStateException(this + " has broken and was lent again");
    }
  }

  /**
   * Lets go of it, before it goes back to the pool; for who holds it.
   *
   * @param breaks whether it has broken meanwhile, for good
   */
  void leave(boolean breaks) {
    broken = breaks;
    held.set(false);
  }

  /** Tells whether it has broken; for who has held it, and those after him. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public String toString() {
    return "slot " + id;
  }
}
