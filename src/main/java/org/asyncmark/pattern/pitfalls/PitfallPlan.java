package org.asyncmark.pattern.pitfalls;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.ResultCheck;

/**
 * What the tasks of an op do, the same in all models.
 *
 * @param pitfall which mistake
 * @param way whether it is made
 * @param tasks of an op, 1 and up; of a lock order 2
 * @param drawn the tasks that block, or fail
 * @param heartbeat of the victim, where there is one
 * @param check makes the messages of work that was not done
 */
record PitfallPlan(
    Pitfall pitfall, Way way, int tasks, BitSet drawn, Heartbeat heartbeat, ResultCheck check) {
  private static final long SEED = 0x5eed_0ff1L;

  /**
   * Returns a plan in which some tasks block, or fail: which ones is drawn from a seed, how many is
   * rounded.
   *
   * @param percent share of the tasks, 0 to 100
   */
  static PitfallPlan of(
      Pitfall pitfall, Way way, int tasks, int percent, Heartbeat heartbeat, ResultCheck check) {
    SplittableRandom random = new SplittableRandom(SEED);
    long wanted = Math.round(tasks * percent / 100.0);
    BitSet drawn = new BitSet(tasks);
    while (drawn.cardinality() < wanted) {
      drawn.set(random.nextInt(tasks));
    }
    return new PitfallPlan(pitfall, way, tasks, drawn, heartbeat, check);
  }

  /** Tells whether the mistake is made. */
  boolean byMistake() {
    return way == Way.MISTAKE;
  }

  /**
   * Returns how often the instrument has to find the mistake in an op, if it is one that counts.
   */
  int mistakes() {
    if (!byMistake()) {
      return 0;
    }
    return switch (pitfall) {
      case SESSION_PER_REQUEST -> tasks;
      case ORPHAN -> drawn.cardinality();
      case ONE_BY_ONE, LOCK_ORDER -> 1;
      case BLOCKING_HANDLER, PINNED -> 0;
    };
  }

  /**
   * Ends a task that did its leaf: fails if it was drawn to.
   *
   * @return {@code result}
   */
  long outcome(int task, long result) throws TaskFailure {
    check.requireValue(task, result);
    if (drawn.get(task)) {
      throw new TaskFailure(task);
    }
    return result;
  }

  /**
   * Looks at the failure of a task.
   *
   * @throws ExecutionException if it is not the one that was drawn
   */
  void requireDrawn(Throwable failure) throws ExecutionException {
    if (!(failure instanceof TaskFailure)) {
      throw new ExecutionException(failure);
    }
  }

  /** What a task fails with that was drawn to. */
  static final class TaskFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TaskFailure(int task) {
      super("task " + task + " was drawn to fail", null, false, false);
    }
  }
}
