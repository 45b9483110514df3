package org.asyncmark.pattern.fanout;

import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Meter;
import org.asyncmark.pattern.ResultCheck;

/**
 * Holds the number of leaves that are at work at once to the limit, op by op: never more. That it
 * is the limit that holds them back, and nothing else, shows in the greatest number of a fork,
 * which must be the limit, or all leaves if there are fewer.
 *
 * <p>That is required of leaves that wait for long enough for as many to be started meanwhile; and
 * on the loop of all that wait, because it starts as many in one turn, and none can end before the
 * next. It is required of no others: cpu leaves have no more at work than there are threads, and a
 * server without a delay may answer the first leaf before the last is sent. What they reach is
 * reported all the same, as {@code inflight}, the mean of the greatest numbers of the ops.
 */
final class InFlight {
  /** Ample for starting one leaf, in any model. */
  private static final long START_MICROS = 50;

  private final ResultCheck check;
  private final int limit;
  private final int reachable;
  private final boolean required;
  private final RatioRecorder recorder;
  private int most;

  /**
   * @param check says whose leaves they are
   * @param fanOut number of leaves of an op
   * @param delayMicros how long a leaf waits, 0 and up; of no effect for cpu leaves
   * @param meter what they reach is recorded on
   */
  InFlight(ResultCheck check, int fanOut, int limit, LeafKind leaf, long delayMicros, Meter meter) {
    this.recorder = meter.ratio("inflight", "#/op");
    this.check = check;
    this.limit = limit;
    this.reachable = Math.min(fanOut, limit);
    boolean lasts = delayMicros >= START_MICROS * reachable;
    this.required = leaf != LeafKind.CPU && (lasts || check.model() == Model.LOOP);
  }

  /**
   * Takes the greatest number of an op.
   *
   * @throws IllegalStateException if it is more than the limit
   */
  void record(int mostOfOp) {
    if (mostOfOp > limit) {
      throw check.failed(mostOfOp + " leaves were at work at once, the limit is " + limit);
    }
    recorder.record(mostOfOp, 1);
    most = Math.max(most, mostOfOp);
  }

  /**
   * Requires that the ops have reached the limit.
   *
   * @throws IllegalStateException if there were ops, their leaves waited for long enough, and still
   *     there were never as many at work as the limit allows
   */
  void requireReached() {
    if (required && most > 0 && most < reachable) {
      throw check.failed(
          "at most "
              + most
              + " leaves were at work at once, wanted "
              + reachable
              + ": something else than the limit holds them back");
    }
  }
}
