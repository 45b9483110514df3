package org.asyncmark.pattern.breaker;

/**
 * When a breaker opens and closes; see {@link Breaker}.
 *
 * @param window calls that are judged together, 1 to {@value #MOST_CALLS}
 * @param thresholdPercent share of failures that is too much, 1 to 100
 * @param openMillis for how long it stays open, 1 and up
 * @param probes calls that are let through when it is half-open, 1 to {@code window}: with more,
 *     resilience4j would judge them before all have ended
 */
record BreakerRule(int window, int thresholdPercent, long openMillis, int probes) {
  /** As many as a long has bits. */
  static final int MOST_CALLS = 64;

  private static final int ALL_PERCENT = 100;

  /** Tells whether failures among calls are too many. */
  boolean tooMany(int failures, int calls) {
    return failures * ALL_PERCENT >= thresholdPercent * calls;
  }

  /** Returns how many failures behind a full window of successes open it. */
  int failuresToOpen() {
    return (thresholdPercent * window + ALL_PERCENT - 1) / ALL_PERCENT;
  }
}
