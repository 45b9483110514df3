package org.asyncmark.run;

import java.time.Duration;

/**
 * The iterations of one fork.
 *
 * @param warmupIterations 1 and up
 * @param warmupMillis length of a warm-up iteration
 * @param measuredIterations 1 and up
 * @param measuredMillis length of a measured iteration
 * @param deadlineMillis time after which a fork counts as hung; 0 stands for a minute and three
 *     times what a fork is expected to take
 */
public record ForkSettings(
    int warmupIterations,
    long warmupMillis,
    int measuredIterations,
    long measuredMillis,
    long deadlineMillis) {
  /** Starting a JVM, JMH's hand-shake and set-up: seen between 0.5 and 1.5 s on two CPUs. */
  private static final long START_MILLIS = 800;

  public ForkSettings {
    if (deadlineMillis == 0) {
      long iterations = warmupIterations * warmupMillis + measuredIterations * measuredMillis;
      deadlineMillis = 60_000 + 3 * (START_MILLIS + iterations);
    }
  }

  ForkSettings(
      int warmupIterations, long warmupMillis, int measuredIterations, long measuredMillis) {
    this(warmupIterations, warmupMillis, measuredIterations, measuredMillis, 0);
  }

  /**
   * Returns these settings with another deadline.
   *
   * @throws IllegalArgumentException if a healthy fork would miss it
   */
  ForkSettings deadline(Duration deadline) {
    if (deadline.toMillis() <= expectedMillis()) {
      throw new IllegalArgumentException(
          "--deadline got "
              + deadline.toSeconds()
              + " s, a fork is expected to take "
              + expectedMillis() / 1000.0
              + " s; give more");
    }
    return new ForkSettings(
        warmupIterations, warmupMillis, measuredIterations, measuredMillis, deadline.toMillis());
  }

  /** Returns the time in iterations. */
  public long iterationMillis() {
    return warmupIterations * warmupMillis + measuredIterations * measuredMillis;
  }

  /** Returns the time that a fork is expected to take. */
  public long expectedMillis() {
    return START_MILLIS + iterationMillis();
  }
}
