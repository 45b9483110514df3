package org.asyncmark.pattern.lock;

import java.util.Arrays;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.jspecify.annotations.Nullable;

/**
 * All that the locks of an op guard. Contenders write to it under their lock; who waited for the op
 * reads it once all have ended.
 */
final class GuardedState {
  private final LockPlan plan;
  private final Guarded[] guarded;
  private final int[] times;
  private final Fairness fairness;

  GuardedState(LockPlan plan) {
    this(plan, new Guarded[plan.locks()], new Fairness(plan.contenders()));
    Arrays.setAll(guarded, lock -> new Guarded(lock, plan.contendersOf(lock), plan.acquisitions()));
  }

  private GuardedState(LockPlan plan, Guarded[] guarded, Fairness fairness) {
    this.plan = plan;
    this.guarded = guarded;
    this.fairness = fairness;
    times = new int[plan.contenders()];
  }

  /**
   * Returns the state of an op of its own under the same locks, which may be under way at the same
   * time. It is cleared and keeps no times, so that nothing of it can be recorded.
   */
  GuardedState another() {
    Guarded[] others = new Guarded[guarded.length];
    Arrays.setAll(others, lock -> guarded[lock].another());
    return new GuardedState(plan, others, fairness);
  }

  LockPlan plan() {
    return plan;
  }

  /** Returns what a lock guards. */
  Guarded guarded(int lock) {
    return guarded[lock];
  }

  /** Forgets the last op; while nobody contends. */
  void clear() {
    for (Guarded each : guarded) {
      each.clear();
    }
  }

  /**
   * Checks the last op.
   *
   * @return what was wrong; null if each contender had its lock as often as planned and alone
   */
  @Nullable String violation() {
    Arrays.fill(times, 0);
    for (Guarded each : guarded) {
      String violation = each.violation(times);
      if (violation != null) {
        return violation;
      }
    }
    return null;
  }

  /**
   * Records how long each acquisition of the last op took, and how long each hand-over did: from
   * the release to the next holder, where that one had been waiting by then.
   *
   * @return the longest that an acquisition took, in nanoseconds
   */
  long recordInto(LatencyRecorder acquire, LatencyRecorder handover) {
    long longest = 0;
    for (Guarded each : guarded) {
      for (int turn = 0; turn < each.turns(); turn++) {
        long waited = each.acquiredNanos[turn] - each.askedNanos[turn];
        longest = Math.max(longest, waited);
        acquire.record(waited);
        if (turn > 0 && each.askedNanos[turn] <= each.releasedNanos[turn - 1]) {
          handover.record(each.acquiredNanos[turn] - each.releasedNanos[turn - 1]);
        }
      }
    }
    return longest;
  }

  /** Records the fairness of each lock in the last op, of which there is none without a contest. */
  void recordInto(RatioRecorder jain) {
    for (Guarded each : guarded) {
      double index = fairness.of(each);
      if (!Double.isNaN(index)) {
        jain.record(index, 1);
      }
    }
  }
}
