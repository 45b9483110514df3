package org.asyncmark.pattern.stream;

/** How a stream ends, once the consumer has taken its items. */
public enum Ending {
  /** The source has no more: {@code StopAsyncIteration}. */
  EXHAUSTED,
  /** The source would go on for ever, and the consumer closes it: {@code aclosing}. */
  CLOSED,
  /** The source fails, and the consumer gets the failure in place of the next item. */
  FAILED
}
