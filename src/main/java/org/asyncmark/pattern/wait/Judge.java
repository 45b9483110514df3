package org.asyncmark.pattern.wait;

import java.util.BitSet;
import java.util.List;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.pattern.Meter;
import org.asyncmark.pattern.ResultCheck;

/**
 * Holds what a race returned to what was drawn for it: not too early, as many ends as there must
 * be, each as planned, and of leaves that have done their work. Which leaf decides is not held to
 * what was drawn, because two ends that are close may change places; it is counted.
 */
final class Judge {
  private final ResultCheck check;
  private final LeafTimes times;
  private final DrawnEnds plan;
  private final Rules rules;
  private final int leaves;
  private final LatencyRecorder lateness;
  private final RatioRecorder started;
  private final RatioRecorder upsets;

  Judge(ResultCheck check, LeafTimes times, DrawnEnds plan, Rules rules, int leaves, Meter meter) {
    this.check = check;
    this.times = times;
    this.plan = plan;
    this.rules = rules;
    this.leaves = leaves;
    this.lateness = meter.latency("lateness");
    this.started = meter.ratio("started", "#/op");
    this.upsets = meter.ratio("upsets", "#/op");
  }

  /**
   * Judges one race that is quiet.
   *
   * @param ends what it returned
   * @param nanos after which time it did
   * @throws IllegalStateException if the model did other work
   */
  void judge(List<End> ends, long nanos) {
    long over = plan.overNanos(rules);
    if (nanos < over) {
      throw check.failed("the race was over after " + nanos + " ns, and cannot be before " + over);
    }
    lateness.record(nanos - over);
    boolean all = !isDecidedByOne();
    check.requireCount(ends.size(), all ? leaves : 1);
    BitSet seen = new BitSet(leaves);
    for (End end : ends) {
      requirePlanned(end);
      seen.set((int) end.leaf());
    }
    check.requireCount(seen.cardinality(), ends.size());
    if (all || (rules.losers() == Losers.LEAVE && !rules.hedged())) {
      requireAllRan();
    }
    started.record(times.started(leaves), 1);
    if (!all) {
      int winner = (int) ends.get(0).leaf();
      requireDeciding(winner);
      upsets.record(plan.endNanos(winner, rules) == over ? 0 : 1, 1);
    }
  }

  private boolean isDecidedByOne() {
    for (int i = 0; i < leaves; i++) {
      if (rules.until().isDecidedBy(plan.fails(i))) {
        return true;
      }
    }
    return false;
  }

  private void requirePlanned(End end) {
    if (end.leaf() < 0 || end.leaf() >= leaves) {
      throw check.failed("there is no leaf " + end.leaf());
    }
    int leaf = (int) end.leaf();
    if (end.failed() != plan.fails(leaf)) {
      throw new IllegalStateException(
          check.cell() + ": leaf " + leaf + (end.failed() ? " failed" : " did not fail"),
          end.failure());
    }
    if (!end.failed() && !times.ran(leaf)) {
      throw check.failed("leaf " + leaf + " of " + leaves + " did not run");
    }
  }

  private void requireAllRan() {
    for (int i = 0; i < leaves; i++) {
      if (!plan.fails(i) && !times.ran(i)) {
        throw check.failed("leaf " + i + " of " + leaves + " did not run");
      }
    }
  }

  private void requireDeciding(int winner) {
    if (!rules.until().isDecidedBy(plan.fails(winner))) {
      throw check.failed("leaf " + winner + " does not decide a race until " + rules.until());
    }
  }
}
