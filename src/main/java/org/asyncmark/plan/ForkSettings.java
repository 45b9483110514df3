package org.asyncmark.plan;

import java.time.Duration;
import java.util.Locale;
import org.asyncmark.measure.TurnGate;

/**
 * The iterations of one fork.
 *
 * @param warmUpCapMillis longest that an op is run before JMH's iterations, until it is steady; 0
 *     for not at all
 * @param warmupIterations 1 and up
 * @param warmupMillis length of a warm-up iteration
 * @param measuredIterations turns that count, 1 and up
 * @param measuredMillis length of a measured iteration
 * @param deadlineMillis time after which a fork counts as hung; 0 stands for a minute and three
 *     times what a fork is expected to take
 */
public record ForkSettings(
    long warmUpCapMillis,
    int warmupIterations,
    long warmupMillis,
    int measuredIterations,
    long measuredMillis,
    long deadlineMillis) {
  /** Starting a JVM, JMH's hand-shake and set-up: seen between 0.5 and 1.5 s on two CPUs. */
  private static final long START_MILLIS = 1_000;

  /** Until an op is steady: seen mostly between 2.4 and 3.4 s on two CPUs, new pages included. */
  private static final long TYPICAL_WARM_UP_MILLIS = 2_900;

  /** What a turn takes beside what is measured: its run-up, JMH, and the histograms. */
  private static final long BESIDE_TURN_MILLIS = 60;

  public ForkSettings {
    if (deadlineMillis == 0) {
      long iterations = warmupIterations * warmupMillis + measuredIterations * measuredMillis;
      deadlineMillis = 60_000 + 3 * (START_MILLIS + warmUpCapMillis + iterations);
    }
  }

  /** Creates settings with the deadline that the healthy time of a fork gives. */
  public ForkSettings(
      long warmUpCapMillis,
      int warmupIterations,
      long warmupMillis,
      int measuredIterations,
      long measuredMillis) {
    this(warmUpCapMillis, warmupIterations, warmupMillis, measuredIterations, measuredMillis, 0);
  }

  /**
   * Returns these settings with another deadline.
   *
   * @throws IllegalArgumentException if a healthy fork would miss it
   */
  ForkSettings deadline(Duration deadline) {
    if (deadline.toMillis() <= longestMillis()) {
      throw new IllegalArgumentException(
          "--deadline got "
              + deadline.toSeconds()
              + " s, a healthy fork may take "
              + longestMillis() / 1000.0
              + " s; give more");
    }
    return new ForkSettings(
        warmUpCapMillis,
        warmupIterations,
        warmupMillis,
        measuredIterations,
        measuredMillis,
        deadline.toMillis());
  }

  /**
   * Returns warm-up and iterations, for example {@code 2 x 120 ms warm-up + 12 turns of 120 ms}.
   */
  public String inWords() {
    return (warmUpCapMillis == 0 ? "" : "up to " + warmUpCapMillis / 1000 + " s until steady and ")
        + String.format(
            Locale.ROOT,
            "%d x %d ms warm-up + %d turns of %d ms",
            warmupIterations,
            warmupMillis,
            measuredIterations,
            measuredMillis);
  }

  /** Returns how many turns a fork has, one for practice included. */
  public int turns() {
    return measuredIterations + (TurnGate.practises(warmupIterations) ? 1 : 0);
  }

  /** Returns the time in iterations. */
  public long iterationMillis() {
    return warmupIterations * warmupMillis + measuredIterations * measuredMillis;
  }

  /** Returns the time that a fork is expected to take. */
  public long expectedMillis() {
    return START_MILLIS
        + Math.min(warmUpCapMillis, TYPICAL_WARM_UP_MILLIS)
        + iterationMillis()
        + turns() * BESIDE_TURN_MILLIS;
  }

  private long longestMillis() {
    return START_MILLIS + warmUpCapMillis + iterationMillis();
  }
}
