package org.asyncmark.pattern.fanout;

import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.model.Model;
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
  private final RatioRecorder recorder = RatioRecorder.open("inflight", "#/op");
  private int most;

  /**
   * @param check says whose leaves they are
   * @param fanOut number of leaves of an op
   */
  InFlight(ResultCheck check, int fanOut, int limit, LeafSpec leaf) {
    this.check = check;
    this.limit = limit;
    this.reachable = Math.min(fanOut, limit);
    boolean lasts = leaf.delayMicros() >= START_MICROS * reachable;
    this.required = leaf.kind() != LeafKind.CPU && (lasts || check.model() == Model.LOOP);
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
   * Ends recording.
   *
   * @throws IllegalStateException if there were ops, their leaves waited for long enough, and still
   *     there were never as many at work as the limit allows
   */
  void close() {
    recorder.close();
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
