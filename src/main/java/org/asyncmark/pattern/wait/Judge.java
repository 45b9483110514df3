package org.asyncmark.pattern.wait;

import java.util.List;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.pattern.Meter;
import org.asyncmark.pattern.ResultCheck;

/**
 * Holds races that are run one after the other to what was drawn for them, as the {@link Referee}
 * does, and their leaves to having done their work; and records how late they were, how many leaves
 * they started, and how often another leaf has decided than was drawn.
 */
final class Judge {
  private final Referee referee;
  private final LeafTimes times;
  private final DrawnEnds plan;
  private final LatencyRecorder lateness;
  private final RatioRecorder started;
  private final RatioRecorder upsets;

  Judge(ResultCheck check, LeafTimes times, DrawnEnds plan, Rules rules, int leaves, Meter meter) {
    this.referee = new Referee(check, rules, leaves);
    this.times = times;
    this.plan = plan;
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
    referee.require(plan, ends, nanos);
    boolean all = !referee.isDecidedByOne(plan);
    Rules rules = referee.rules();
    requireRan(ends, all || (rules.losers() == Losers.LEAVE && !rules.hedged()));
    long over = plan.overNanos(rules);
    lateness.record(nanos - over);
    started.record(times.started(referee.leaves()), 1);
    if (!all) {
      upsets.record(plan.endNanos((int) ends.get(0).leaf(), rules) == over ? 0 : 1, 1);
    }
  }

  /** Holds the caller of a race to having been handed what that returned. */
  void requireHanded(List<End> handed, List<End> ends) {
    referee.requireHanded(handed, ends);
  }

  private void requireRan(List<End> ends, boolean all) {
    for (End end : ends) {
      requireRan((int) end.leaf());
    }
    for (int i = 0; all && i < referee.leaves(); i++) {
      requireRan(i);
    }
  }

  private void requireRan(int leaf) {
    if (!plan.fails(leaf) && !times.ran(leaf)) {
      throw referee.check().failed("leaf " + leaf + " of " + referee.leaves() + " did not run");
    }
  }
}
