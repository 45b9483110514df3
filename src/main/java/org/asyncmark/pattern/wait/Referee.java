package org.asyncmark.pattern.wait;

import java.util.BitSet;
import java.util.List;
import org.asyncmark.pattern.ResultCheck;

/**
 * Holds what races returned to what was drawn for each: not too early, as many ends as there must
 * be, each as planned. Which leaf decides is not held to what was drawn, because two ends that are
 * close may change places. From any thread.
 *
 * @param check says whose races they are
 * @param leaves of each
 */
record Referee(ResultCheck check, Rules rules, int leaves) {
  /**
   * Holds a race to its plan.
   *
   * @param ends what it returned
   * @param nanos after which time it did
   * @throws IllegalStateException if the model did other work
   */
  void require(DrawnEnds plan, List<End> ends, long nanos) {
    long over = plan.overNanos(rules);
    if (nanos < over) {
      throw check.failed("the race was over after " + nanos + " ns, and cannot be before " + over);
    }
    boolean all = !isDecidedByOne(plan);
    check.requireCount(ends.size(), all ? leaves : 1);
    BitSet seen = new BitSet(leaves);
    for (End end : ends) {
      requirePlanned(plan, end);
      seen.set((int) end.leaf());
    }
    check.requireCount(seen.cardinality(), ends.size());
    if (!all) {
      requireDeciding(plan, (int) ends.get(0).leaf());
    }
  }

  /**
   * Requires that a caller was handed the ends that a race of {@link Until#AS_COMPLETED} returned.
   *
   * @throws IllegalStateException if it was handed others
   */
  void requireHanded(List<End> handed, List<End> ends) {
    if (rules.until() == Until.AS_COMPLETED && !handed.equals(ends)) {
      throw check.failed("the caller was handed other ends than it got in the end");
    }
  }

  /** Tells whether the end of one leaf decides a race. */
  boolean isDecidedByOne(DrawnEnds plan) {
    for (int i = 0; i < leaves; i++) {
      if (rules.until().isDecidedBy(plan.fails(i))) {
        return true;
      }
    }
    return false;
  }

  private void requirePlanned(DrawnEnds plan, End end) {
    if (end.leaf() < 0 || end.leaf() >= leaves) {
      throw check.failed("there is no leaf " + end.leaf());
    }
    int leaf = (int) end.leaf();
    if (end.failed() != plan.fails(leaf)) {
      throw new IllegalStateException(
          check.cell() + ": leaf " + leaf + (end.failed() ? " failed" : " did not fail"),
          end.failure());
    }
  }

  private void requireDeciding(DrawnEnds plan, int winner) {
    if (!rules.until().isDecidedBy(plan.fails(winner))) {
      throw check.failed("leaf " + winner + " does not decide a race until " + rules.until());
    }
  }
}
