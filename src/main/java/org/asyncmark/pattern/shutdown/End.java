package org.asyncmark.pattern.shutdown;

/** How an offer ends. */
enum End {
  /** It was taken, and its leaf gave its value. */
  COMPLETED,
  /** It was not taken: it came after the stop. */
  REJECTED,
  /** It was taken, and cancelled at the deadline, whether or not it had begun. */
  ABORTED
}
