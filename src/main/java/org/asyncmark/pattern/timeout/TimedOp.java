package org.asyncmark.pattern.timeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;

/**
 * What became of each leaf of an op, and when. A leaf has slots of its own, which whoever waits for
 * it writes, on whatever thread; who waits for the op reads them once it is over. No lock, no
 * atomic, the same in all models.
 */
final class TimedOp {
  /** The end of a leaf whose caller was released by the deadline. */
  static final Object EXPIRED =
      new Object() {
        @Override
        public String toString() {
          return "expired";
        }
      };

  private final Duration deadline;
  private final long deadlineNanos;
  private final boolean lostIfExpired;
  private final long[] startedNanos;
  private final long[] releasedNanos;
  private final @Nullable Object[] ends; // its value, EXPIRED, or what it threw
  private long quietNanos;

  /**
   * Creates an op that has not run.
   *
   * @param leaves 1 and up
   * @param deadline of each leaf, from its start
   */
  TimedOp(int leaves, Duration deadline) {
    this(leaves, deadline, false);
  }

  /**
   * Creates the op of a request none of whose leaves is to expire.
   *
   * @param deadline of each leaf, from its start
   */
  static TimedOp ofRequest(int leaves, Duration deadline) {
    return new TimedOp(leaves, deadline, true);
  }

  private TimedOp(int leaves, Duration deadline, boolean lostIfExpired) {
    this.deadline = deadline;
    this.lostIfExpired = lostIfExpired;
    deadlineNanos = deadline.toNanos();
    startedNanos = new long[leaves];
    releasedNanos = new long[leaves];
    ends = new Object[leaves];
  }

  int leaves() {
    return ends.length;
  }

  Duration deadline() {
    return deadline;
  }

  /** Forgets the last run. */
  void clear() {
    Arrays.fill(ends, null);
  }

  /**
   * Notes that a leaf is about to start; its time runs.
   *
   * @param nowNanos by {@link System#nanoTime}, from before its timer is set
   */
  void started(int leaf, long nowNanos) {
    startedNanos[leaf] = nowNanos;
  }

  /** Returns how long it is to the deadline of a leaf, in nanoseconds; negative once it is over. */
  long nanosLeft(int leaf) {
    return startedNanos[leaf] + deadlineNanos - System.nanoTime();
  }

  /** Notes that the caller of a leaf has its value. */
  void returned(int leaf, Long value) {
    ends[leaf] = value;
  }

  /**
   * Notes that the caller of a leaf was released by the deadline.
   *
   * @param nowNanos by {@link System#nanoTime}
   */
  void expired(int leaf, long nowNanos) {
    releasedNanos[leaf] = nowNanos;
    ends[leaf] = EXPIRED;
  }

  /** Notes that the caller of a leaf has its failure. */
  void failed(int leaf, Throwable failure) {
    ends[leaf] = failure;
  }

  /**
   * Notes that all callers are released, and that the work of those that expired has ended.
   *
   * @throws RejectedExecutionException if this is a request and something has expired: its leaves
   *     had to wait for those of others for too long, so that it is lost
   */
  void quiet() {
    quietNanos = System.nanoTime();
    if (lostIfExpired && Arrays.asList(ends).contains(EXPIRED)) {
      throw new RejectedExecutionException("a leaf expired while it waited for those of others");
    }
  }

  /** Returns how each leaf ended: with its value, {@link #EXPIRED}, what it threw, or null. */
  List<@Nullable Object> ends() {
    return Collections.unmodifiableList(Arrays.asList(ends));
  }

  /** Returns how long after its deadline the caller of an expired leaf was released. */
  long latenessNanos(int leaf) {
    return releasedNanos[leaf] - startedNanos[leaf] - deadlineNanos;
  }

  /**
   * Requires that exactly those leaves expired that were to, none before its time, and that the
   * others gave their values.
   *
   * @throws IllegalStateException if not: the model did other work
   */
  void require(ResultCheck check, TimeoutPlan plan) {
    for (int i = 0; i < ends.length; i++) {
      Object end = ends[i];
      if (end instanceof Throwable failure) {
        throw new IllegalStateException(check.cell() + ": leaf " + i + " failed", failure);
      }
      Object wanted = plan.outlasts(i) ? EXPIRED : Long.valueOf(i);
      if (!wanted.equals(end)) {
        throw check.failed("leaf " + i + ": wanted " + wanted + ", got " + end);
      }
      if (end == EXPIRED && latenessNanos(i) < 0) {
        throw check.failed("leaf " + i + " expired " + -latenessNanos(i) + " ns too early");
      }
    }
  }

  /**
   * Records how late each expired caller was released, and how long after the last deadline that
   * passed all of the work had ended.
   */
  void recordInto(LatencyRecorder lateness, LatencyRecorder quiet) {
    long sinceLast = Long.MAX_VALUE;
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] == EXPIRED) {
        lateness.record(latenessNanos(i));
        sinceLast = Math.min(sinceLast, quietNanos - startedNanos[i] - deadlineNanos);
      }
    }
    if (sinceLast < Long.MAX_VALUE) {
      quiet.record(sinceLast);
    }
  }
}
