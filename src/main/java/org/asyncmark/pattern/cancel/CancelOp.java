package org.asyncmark.pattern.cancel;

import java.util.Arrays;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.ResultCheck;

/**
 * What is cancelled in an op, and what became of it. A task has slots of its own, which it writes
 * on whatever thread it runs; who waits for the op reads them once it is over. No lock, no atomic,
 * the same in all models.
 */
class CancelOp {
  private final Waiting waiting;
  private final LeafGate gate;
  private final int[] cancelled;
  private long beganNanos;
  private long releasedNanos;
  private long quietNanos;
  private long reusableNanos;

  /**
   * Creates an op that has not run.
   *
   * @param tasks that are cancelled, 1 and up
   * @param waiting what they wait in
   * @param gate keeps leaves from ending, if that is what they wait for
   */
  CancelOp(int tasks, Waiting waiting, LeafGate gate) {
    this.waiting = waiting;
    this.gate = gate;
    cancelled = new int[tasks];
  }

  final int tasks() {
    return cancelled.length;
  }

  final Waiting waiting() {
    return waiting;
  }

  final LeafGate gate() {
    return gate;
  }

  /**
   * Returns how many tasks use in the end what was waited for: as many as there are connections,
   * and else one, which finds what any of those that were cancelled has kept.
   */
  final int uses() {
    return waiting == Waiting.HTTP ? tasks() : 1;
  }

  /** Forgets the last run. */
  final void clear() {
    Arrays.fill(cancelled, 0);
  }

  /** Notes that a task has learnt, where it waited, that it is cancelled. */
  void cancelled(int task) {
    cancelled[task]++;
  }

  /** Notes that the first cancelling call is about to be made. */
  final void began() {
    beganNanos = System.nanoTime();
  }

  /** Notes that whoever waited for the tasks is released. */
  void released() {
    releasedNanos = System.nanoTime();
  }

  /** Notes that the last task has ended. */
  void quiet() {
    quietNanos = System.nanoTime();
  }

  /** Notes that what was waited for can be used again, and was. */
  final void reusable() {
    reusableNanos = System.nanoTime();
  }

  /** Returns how often a task was cancelled since the last {@link #clear}. */
  final int times(int task) {
    return cancelled[task];
  }

  /**
   * Requires the index of the task that used what was waited for.
   *
   * @throws IllegalStateException if it did other work
   */
  static void requireUsed(int task, long value) {
    if (value != task) {
      throw new IllegalStateException("task " + task + " used it for " + value);
    }
  }

  /**
   * Requires that each task was cancelled once where it waited.
   *
   * @throws IllegalStateException if not: the model did other work
   */
  final void require(ResultCheck check) {
    for (int i = 0; i < cancelled.length; i++) {
      if (cancelled[i] != 1) {
        throw check.failed(
            "task " + i + " of " + cancelled.length + " was cancelled " + cancelled[i] + " times");
      }
    }
  }

  /** Records the times since the first cancelling call. */
  final void recordInto(LatencyRecorder released, LatencyRecorder quiet, LatencyRecorder reusable) {
    released.record(releasedNanos - beganNanos);
    quiet.record(quietNanos - beganNanos);
    reusable.record(reusableNanos - beganNanos);
  }
}
