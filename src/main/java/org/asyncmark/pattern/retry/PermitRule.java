package org.asyncmark.pattern.retry;

/**
 * What the permits are that tasks share.
 *
 * @param limit how many there are, 1 and up
 * @param whileWaiting what a task does with its own between two attempts
 */
record PermitRule(int limit, WhileWaiting whileWaiting) {
  /** Tells whether a permit is for all attempts of a task; else it is for one. */
  boolean held() {
    return whileWaiting == WhileWaiting.HELD;
  }
}
