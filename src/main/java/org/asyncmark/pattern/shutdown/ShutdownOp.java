package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.util.Arrays;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;

/**
 * What became of each offer of an op, and when. An offer has slots of its own, which are written by
 * whoever ends it, on whatever thread; who waits for the op reads them once it is over. No lock, no
 * atomic, the same in all models.
 */
class ShutdownOp {
  private final int[] completed; // how often each offer was
  private final int[] rejected;
  private final int[] aborted;
  private final long[] endedNanos;
  private final long[] offeredNanos;
  private final @Nullable Throwable[] failures;
  private long stoppedNanos;
  private long deadlineNanos;

  /**
   * Creates an op that has not run.
   *
   * @param offers 1 and up
   */
  ShutdownOp(int offers) {
    completed = new int[offers];
    rejected = new int[offers];
    aborted = new int[offers];
    endedNanos = new long[offers];
    offeredNanos = new long[offers];
    failures = new Throwable[offers];
  }

  final int offers() {
    return failures.length;
  }

  /** Forgets the last run. */
  final void clear() {
    for (End each : End.values()) {
      Arrays.fill(ends(each), 0);
    }
    Arrays.fill(failures, null);
  }

  /** Notes that a call which offered is over. */
  final void offered(int offer) {
    offeredNanos[offer] = System.nanoTime();
  }

  /** Notes that the service is about to be shut down, with that deadline. */
  final void stopping(Duration deadline) {
    deadlineNanos = deadline.toNanos();
    stoppedNanos = System.nanoTime();
  }

  /** Notes the value of an offer's leaf, which is its index. */
  final void returned(int offer, long value) {
    if (value == offer) {
      ended(offer, End.COMPLETED);
    } else {
      failed(offer, new IllegalStateException("its result is that of leaf " + value));
    }
  }

  /** Notes the end of an offer. */
  void ended(int offer, End end) {
    ends(end)[offer]++;
    endedNanos[offer] = System.nanoTime();
  }

  /** Notes that the leaf of an offer failed, which is none of its ends. */
  void failed(int offer, Throwable failure) {
    failures[offer] = failure;
  }

  /** Returns how often an offer ended in a way. */
  final int times(End end, int offer) {
    return ends(end)[offer];
  }

  /** Returns how many offers ended in a way. */
  final int count(End end) {
    return Arrays.stream(ends(end)).sum();
  }

  private int[] ends(End end) {
    return switch (end) {
      case COMPLETED -> completed;
      case REJECTED -> rejected;
      case ABORTED -> aborted;
    };
  }

  /**
   * Requires that each offer ended once, that none was rejected before the stop, and none aborted
   * before the deadline.
   *
   * @throws IllegalStateException if not: the model did other work
   */
  final void require(ResultCheck check) {
    for (int i = 0; i < offers(); i++) {
      if (failures[i] != null) {
        throw new IllegalStateException(check.cell() + ": offer " + i + " failed", failures[i]);
      }
      requireOneEnd(check, i);
      if (rejected[i] == 1) {
        requireNotBefore(check, offeredNanos[i], i, "rejected", stoppedNanos, "stop");
      } else if (aborted[i] == 1) {
        long deadline = stoppedNanos + deadlineNanos;
        requireNotBefore(check, endedNanos[i], i, "aborted", deadline, "deadline");
      }
    }
  }

  private void requireOneEnd(ResultCheck check, int offer) {
    if (completed[offer] + rejected[offer] + aborted[offer] != 1) {
      throw check.failed(
          "offer "
              + offer
              + " of "
              + offers()
              + " wanted one end, got completed "
              + completed[offer]
              + ", rejected "
              + rejected[offer]
              + ", aborted "
              + aborted[offer]);
    }
  }

  private static void requireNotBefore(
      ResultCheck check, long nanos, int offer, String end, long fromNanos, String from) {
    if (nanos - fromNanos < 0) {
      throw check.failed(
          "offer " + offer + " was " + end + " " + (fromNanos - nanos) + " ns before the " + from);
    }
  }
}
