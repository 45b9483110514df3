package org.asyncmark.pattern.retry;

import java.time.Duration;
import java.util.SplittableRandom;
import org.asyncmark.leaf.LeafPlan;

/**
 * Which attempts of an op fail, and how long is waited after each: drawn by seed, anew for every
 * op, the same in all models. Each task draws from a random of its own, so that no task's fate
 * depends on when another one fails. One thread draws, while no task is at work.
 *
 * <p>Every attempt of a task is a leaf of its own, with an index of its own.
 */
final class RetryPlan implements LeafPlan {
  private static final long SEED = 13;
  private static final int ALL_PERCENT = 100;

  private final SplittableRandom random;
  private final int maxAttempts;
  private final Backoff backoff;
  private final int failingPercent;
  private final Duration delay;
  private final int[] failures; // attempts of each task that fail, one after another from the first
  private final long[] waitMillis;

  /**
   * Creates a plan by which no attempt fails, until it is drawn.
   *
   * @param tasks of an op, 1 and up
   * @param maxAttempts of each task, 1 and up
   * @param failingPercent chance that an attempt fails, 0 to 100
   * @param delay how long each attempt takes
   */
  RetryPlan(int tasks, int maxAttempts, Backoff backoff, int failingPercent, Duration delay) {
    this(tasks, maxAttempts, backoff, failingPercent, delay, new SplittableRandom(SEED));
  }

  private RetryPlan(
      int tasks,
      int maxAttempts,
      Backoff backoff,
      int failingPercent,
      Duration delay,
      SplittableRandom random) {
    this.random = random;
    this.maxAttempts = maxAttempts;
    this.backoff = backoff;
    this.failingPercent = failingPercent;
    this.delay = delay;
    this.failures = new int[tasks];
    this.waitMillis = new long[tasks * maxAttempts];
  }

  /** Draws the next op. */
  void draw() {
    for (int task = 0; task < failures.length; task++) {
      SplittableRandom own = random.split();
      int failing = 0;
      while (failing < maxAttempts && own.nextInt(ALL_PERCENT) < failingPercent) {
        failing++;
      }
      failures[task] = failing;
      for (int attempt = 0; attempt < maxAttempts; attempt++) {
        waitMillis[leaf(task, attempt)] = backoff.millis(attempt, own);
      }
    }
  }

  /** Draws the plan of an op of its own, for ops that may be under way at the same time. */
  RetryPlan another() {
    RetryPlan another =
        new RetryPlan(failures.length, maxAttempts, backoff, failingPercent, delay, random.split());
    another.draw();
    return another;
  }

  int tasks() {
    return failures.length;
  }

  int maxAttempts() {
    return maxAttempts;
  }

  /**
   * Returns the index of an attempt's leaf.
   *
   * @param attempt from 0
   * @throws IllegalStateException if the task has no such attempt
   */
  int leaf(int task, int attempt) {
    if (attempt >= maxAttempts) {
      throw new IllegalStateException(
          "task " + task + " wants attempt " + (attempt + 1) + ", it has " + maxAttempts);
    }
    return task * maxAttempts + attempt;
  }

  /** Returns how many attempts a task makes. */
  int attempts(int task) {
    return Math.min(failures[task] + 1, maxAttempts);
  }

  /** Tells whether all attempts of a task fail. */
  boolean givesUp(int task) {
    return failures[task] == maxAttempts;
  }

  /** Returns how long a task waits after an attempt that failed, from 0, in milliseconds. */
  long waitMillis(int task, int attempt) {
    return waitMillis[leaf(task, attempt)];
  }

  @Override
  public Duration delay(int leaf) {
    return delay;
  }

  @Override
  public boolean fails(int leaf) {
    return leaf % maxAttempts < failures[leaf / maxAttempts];
  }
}
