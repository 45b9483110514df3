package org.asyncmark.run;

/**
 * The iterations of one fork.
 *
 * @param warmupIterations 1 and up
 * @param warmupMillis length of a warm-up iteration
 * @param measuredIterations 1 and up
 * @param measuredMillis length of a measured iteration
 */
public record ForkSettings(
    int warmupIterations, long warmupMillis, int measuredIterations, long measuredMillis) {
  /** Starting a JVM, JMH's hand-shake and set-up: seen between 0.8 and 1.5 s on two CPUs. */
  private static final long START_MILLIS = 1_300;

  /** Returns the time in iterations. */
  public long iterationMillis() {
    return warmupIterations * warmupMillis + measuredIterations * measuredMillis;
  }

  /** Returns the time that a fork is expected to take. */
  public long expectedMillis() {
    return START_MILLIS + iterationMillis();
  }

  /** Returns the time after which a fork counts as hung. */
  public long deadlineMillis() {
    return 60_000 + 3 * expectedMillis();
  }
}
