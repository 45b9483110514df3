package org.asyncmark.pattern.retry;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of an op do, and when: their attempts, the waits that they ask for, their ends. A
 * task writes slots of its own, on one thread after the other; who waits for the op reads them once
 * it is over. No lock, no atomic, the same in all models.
 */
final class Attempts {
  private final RetryPlan plan;
  private final int firstLeaf;
  private final int[] made;
  private final int[] asked;
  private final long[] begunNanos;
  private final long[] askedNanos;
  private final long[] askedMillis;
  private final @Nullable Object[] ends; // the value, or what the last attempt threw

  /** Creates an op in which nothing has been done. */
  Attempts(RetryPlan plan) {
    this(plan, 0);
  }

  /**
   * Creates one of several ops that may be under way at the same time.
   *
   * @param firstLeaf index of its first leaf
   */
  Attempts(RetryPlan plan, int firstLeaf) {
    int leaves = plan.tasks() * plan.maxAttempts();
    this.plan = plan;
    this.firstLeaf = firstLeaf;
    this.made = new int[plan.tasks()];
    this.asked = new int[plan.tasks()];
    this.begunNanos = new long[leaves];
    this.askedNanos = new long[leaves];
    this.askedMillis = new long[leaves];
    this.ends = new Object[plan.tasks()];
  }

  /** Forgets the last run. */
  void clear() {
    Arrays.fill(made, 0);
    Arrays.fill(asked, 0);
    Arrays.fill(ends, null);
  }

  int tasks() {
    return plan.tasks();
  }

  int maxAttempts() {
    return plan.maxAttempts();
  }

  /**
   * Notes that a task begins its next attempt; with a permit.
   *
   * @return the index of the attempt's leaf
   * @throws IllegalStateException if it has made all of its attempts
   */
  int begins(int task) {
    int leaf = plan.leaf(task, made[task]++);
    begunNanos[leaf] = System.nanoTime();
    return firstLeaf + leaf;
  }

  /** Tells whether a task has made its last attempt. */
  boolean hasMadeLast(int task) {
    return made[task] == plan.maxAttempts();
  }

  /**
   * Notes that a task asks for the wait after an attempt that failed; the wait begins now.
   *
   * @param attempt the one that failed, from 0
   * @return in milliseconds, 0 and up
   */
  long asks(int task, int attempt) {
    long millis = plan.waitMillis(task, attempt);
    int place = plan.leaf(task, asked[task]++);
    askedMillis[place] = millis;
    askedNanos[place] = System.nanoTime();
    return millis;
  }

  /** Notes that an attempt of a task has succeeded. */
  void succeeded(int task, Long value) {
    ends[task] = value;
  }

  /** Notes that the last attempt of a task has failed. */
  void gaveUp(int task, Throwable lastFailure) {
    ends[task] = lastFailure;
  }

  /** Returns how many attempts a task made. */
  int made(int task) {
    return made[task];
  }

  /** Returns the waits that a task asked for, in milliseconds. */
  List<Long> askedMillis(int task) {
    return IntStream.range(0, asked[task])
        .mapToObj(wait -> askedMillis[plan.leaf(task, wait)])
        .toList();
  }

  /** Returns how a task ended: with its value, or what its last attempt threw; null if not yet. */
  @Nullable Object end(int task) {
    return ends[task];
  }

  /** Returns when a task began an attempt, from 0; by {@link System#nanoTime}. */
  long begunNanos(int task, int attempt) {
    return begunNanos[plan.leaf(task, attempt)];
  }

  /** Returns how long after the end of a wait, from 0, a task began its next attempt. */
  long latenessNanos(int task, int wait) {
    int place = plan.leaf(task, wait);
    return begunNanos(task, wait + 1) - askedNanos[place] - askedMillis[place] * 1_000_000;
  }

  /**
   * Requires that each task made the attempts of the plan, asked for its waits, was not early, and
   * ended as it had to.
   *
   * @throws IllegalStateException if not: the model did other work
   */
  void require(ResultCheck check) {
    for (int task = 0; task < tasks(); task++) {
      int attempts = plan.attempts(task);
      requireEqual(check, task, "attempts", attempts, made[task]);
      requireEqual(check, task, "waits", attempts - 1, asked[task]);
      for (int wait = 0; wait < asked[task]; wait++) {
        requireEqual(
            check, task, "ms", plan.waitMillis(task, wait), askedMillis[plan.leaf(task, wait)]);
        if (latenessNanos(task, wait) < 0) {
          throw check.failed(
              "task " + task + " was " + -latenessNanos(task, wait) + " ns early after a wait");
        }
      }
      requireEnd(check, task, firstLeaf + plan.leaf(task, attempts - 1));
    }
  }

  private static void requireEqual(ResultCheck check, int task, String what, long want, long got) {
    if (want != got) {
      throw check.failed("task " + task + ": wanted " + want + " " + what + ", got " + got);
    }
  }

  private void requireEnd(ResultCheck check, int task, int lastLeaf) {
    Object end = ends[task];
    boolean right =
        plan.givesUp(task) ? end instanceof IOException : Long.valueOf(lastLeaf).equals(end);
    if (!right) {
      throw check.failed(
          "task "
              + task
              + ": wanted "
              + (plan.givesUp(task) ? "its last failure" : lastLeaf)
              + ", got "
              + end);
    }
  }

  /** Records how late each attempt began after its wait. */
  void recordInto(LatencyRecorder lateness) {
    for (int task = 0; task < tasks(); task++) {
      for (int wait = 0; wait < asked[task]; wait++) {
        lateness.record(latenessNanos(task, wait));
      }
    }
  }

  /** Returns how many attempts all tasks made. */
  int allMade() {
    return Arrays.stream(made).sum();
  }
}
