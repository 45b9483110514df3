package org.asyncmark.pattern.condition;

/** How many waiters a notification is for. */
public enum Notify {
  /** The caller makes the predicate true for all, and notifies all. */
  ALL,
  /**
   * The caller makes the predicate true for one, and notifies one; each waiter that is let go does
   * the same for the next. There are as many notifications as waiters, one after another, and as
   * many locks taken and given back: the same in all models, whoever is faster, the caller or those
   * that it wakes.
   */
  ONE
}
