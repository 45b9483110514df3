package org.asyncmark.pattern.ratelimit;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.ResultCheck;

/**
 * What the tasks of an op noted of their tokens. A task has slots of its own, which it writes on
 * whatever thread it is; who waits for the op reads them once it is over. No lock, no atomic, the
 * same in all models.
 *
 * <pre>
 *   asks ── takes a token ──┬── it is in the bucket ───────────────────┬──▶ admitted
 *                           └──▶ waits ───────▶ due ── it is late by ──┘
 * </pre>
 *
 * <p>A library says how long a token has yet to come and not since when. Its due time is noted as
 * if the token had been taken the moment the task asked; it was taken by the moment at which the
 * task turned to wait, or went on.
 */
final class RateOp {
  private final Rate rate;
  private final LongSupplier nanoTime;
  private final long[] askedNanos;
  private final long[] takenNanos;
  private final long[] dueNanos;
  private final long[] admittedNanos;
  private final boolean[] waited;
  private final int[] admissions;

  /**
   * Creates an op that has not run.
   *
   * @param tasks 1 and up
   */
  RateOp(int tasks, Rate rate) {
    this(tasks, rate, System::nanoTime);
  }

  RateOp(int tasks, Rate rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.nanoTime = nanoTime;
    askedNanos = new long[tasks];
    takenNanos = new long[tasks];
    dueNanos = new long[tasks];
    admittedNanos = new long[tasks];
    waited = new boolean[tasks];
    admissions = new int[tasks];
  }

  int tasks() {
    return admissions.length;
  }

  Rate rate() {
    return rate;
  }

  /** Forgets the last run. */
  void clear() {
    Arrays.fill(waited, false);
    Arrays.fill(admissions, 0);
  }

  /** Notes that a task is about to take a token, and returns the time, in nanoseconds. */
  long asks(int task) {
    long now = nanoTime.getAsLong();
    askedNanos[task] = now;
    dueNanos[task] = now;
    return now;
  }

  /** Notes that a task has taken a token that is due later, and turns to wait for that. */
  void waits(int task, long due) {
    takenNanos[task] = nanoTime.getAsLong();
    dueNanos[task] = due;
    waited[task] = true;
  }

  /** Notes that a task goes on. */
  void admitted(int task) {
    admittedNanos[task] = nanoTime.getAsLong();
    admissions[task]++;
    if (!waited[task]) {
      takenNanos[task] = admittedNanos[task];
    }
  }

  long askedNanos(int task) {
    return askedNanos[task];
  }

  long takenNanos(int task) {
    return takenNanos[task];
  }

  long dueNanos(int task) {
    return dueNanos[task];
  }

  /** Returns when the token of a task was due, had it been taken as late as it may have been. */
  long latestDueNanos(int task) {
    return dueNanos[task] + takenNanos[task] - askedNanos[task];
  }

  long admittedNanos(int task) {
    return admittedNanos[task];
  }

  /** Returns how often a task went on since the last {@link #clear}. */
  int admissions(int task) {
    return admissions[task];
  }

  /** Returns how long after its token was due a task was admitted, in nanoseconds. */
  long latenessNanos(int task) {
    return admittedNanos[task] - dueNanos[task];
  }

  /** Returns the tasks that had to wait, in the order in which their tokens were due. */
  int[] waiting() {
    return IntStream.range(0, tasks())
        .filter(task -> waited[task])
        .boxed()
        .sorted((one, other) -> Long.compare(dueNanos[one] - dueNanos[other], 0))
        .mapToInt(task -> task)
        .toArray();
  }

  /**
   * Returns how many of those that waited were admitted before one whose token was due earlier:
   * tokens are given to who asks first, but the timers of threads may mix up who is woken.
   */
  int overtaking(int[] waiting) {
    int overtaking = 0;
    for (int i = 1, last = 0; i < waiting.length; i++) {
      if (admittedNanos[waiting[i]] - admittedNanos[waiting[last]] < 0) {
        overtaking++;
      } else {
        last = i;
      }
    }
    return overtaking;
  }

  /**
   * Requires that each task was admitted once, and none before its token was due.
   *
   * @throws IllegalStateException if not: the model did other work
   */
  void require(ResultCheck check) {
    for (int i = 0; i < tasks(); i++) {
      if (admissions[i] != 1) {
        throw check.failed("task " + i + " was admitted " + admissions[i] + " times");
      }
      if (latenessNanos(i) < 0) {
        throw check.failed(
            "task " + i + " was admitted " + -latenessNanos(i) + " ns before its token was due");
      }
    }
  }

  /**
   * Records how long each task took from asking to going on, and how late those were that waited.
   */
  void recordInto(LatencyRecorder acquire, LatencyRecorder lateness) {
    for (int i = 0; i < tasks(); i++) {
      acquire.record(admittedNanos[i] - askedNanos[i]);
      if (waited[i]) {
        lateness.record(latenessNanos(i));
      }
    }
  }
}
