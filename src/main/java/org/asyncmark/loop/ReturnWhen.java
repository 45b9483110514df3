package org.asyncmark.loop;

/** When {@link Async#waitUntil} returns. */
public enum ReturnWhen {
  /** Once one future is done, in whatever way. */
  FIRST_COMPLETED,
  /** Once one future has failed, or all are done; a cancelled one is no failure. */
  FIRST_EXCEPTION,
  /** Once all futures are done. */
  ALL_COMPLETED
}
