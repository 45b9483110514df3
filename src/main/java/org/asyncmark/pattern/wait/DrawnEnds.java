package org.asyncmark.pattern.wait;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.asyncmark.leaf.LeafPlan;

/**
 * When each leaf of an op ends, and which fail: drawn anew for each op, from a seed, so that the
 * ops of all models are the same one after the other. The leaves end at equal distances, in an
 * order that is drawn. Drawn by one thread before it starts the leaves.
 */
final class DrawnEnds implements LeafPlan {
  private static final long SEED = 0x5EED_0F_A_1ACEL;

  private final SplittableRandom random;
  private final Duration[] delays;
  private final boolean[] failures;

  /**
   * Draws nothing yet.
   *
   * @param leaves 1 and up
   * @param stepMicros when the first leaf ends, and how long after it the next, 0 and up
   * @param failing how many leaves fail, 0 to {@code leaves}
   */
  DrawnEnds(int leaves, long stepMicros, int failing) {
    this(new Duration[leaves], new boolean[leaves], new SplittableRandom(SEED));
    for (int i = 0; i < leaves; i++) {
      delays[i] = Duration.of((i + 1) * stepMicros, ChronoUnit.MICROS);
      failures[i] = i < failing;
    }
  }

  private DrawnEnds(Duration[] delays, boolean[] failures, SplittableRandom random) {
    this.delays = delays;
    this.failures = failures;
    this.random = random;
  }

  /** Draws the ends of an op of its own, for ops that may be under way at the same time. */
  DrawnEnds another() {
    DrawnEnds another = new DrawnEnds(delays.clone(), failures.clone(), random.split());
    another.draw();
    return another;
  }

  /** Draws the next op. */
  void draw() {
    for (int i = delays.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Duration delay = delays[i];
      delays[i] = delays[other];
      delays[other] = delay;
      int another = random.nextInt(i + 1);
      boolean fails = failures[i];
      failures[i] = failures[another];
      failures[another] = fails;
    }
  }

  @Override
  public Duration delay(int index) {
    return delays[index];
  }

  @Override
  public boolean fails(int index) {
    return failures[index];
  }

  /**
   * Returns when a leaf ends at the earliest, in nanoseconds from the start of the op.
   *
   * @param rules those of the race; none of its leaves fails if it is hedged
   */
  long endNanos(int leaf, Rules rules) {
    return rules.hedge().multipliedBy(leaf).plus(delays[leaf]).toNanos();
  }

  /**
   * Returns when a race is over at the earliest, in nanoseconds from the start of the op.
   *
   * @param rules those of the race; none of its leaves fails if it is hedged
   */
  long overNanos(Rules rules) {
    long first = Long.MAX_VALUE;
    long last = 0;
    for (int i = 0; i < delays.length; i++) {
      long end = endNanos(i, rules);
      last = Math.max(last, end);
      if (rules.until().isDecidedBy(failures[i])) {
        first = Math.min(first, end);
      }
    }
    return Math.min(first, last);
  }
}
