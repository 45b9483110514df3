package org.asyncmark.pattern.ratelimit;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.asyncmark.pattern.ResultCheck;

/**
 * The times of an op in order, each kind by itself, held to the rate. The {@code k}-th of one kind
 * need not be of the same task as the {@code k}-th of another; but if every task went on after its
 * token was due, the {@code k}-th admission is after the {@code k}-th due time.
 */
final class Timeline {
  /** Due times are whole nanoseconds, rounded up by one bucket and down by another. */
  private static final long ROUNDING_NANOS = 1;

  private final Rate rate;
  private final long[] asked;
  private final long[] due;
  private final long[] latestDue;
  private final long[] admitted;

  /** Takes the times of an op that is over. */
  Timeline(RateOp op) {
    rate = op.rate();
    asked = sorted(op, op::askedNanos);
    due = sorted(op, op::dueNanos);
    latestDue = sorted(op, op::latestDueNanos);
    admitted = sorted(op, op::admittedNanos);
  }

  private static long[] sorted(RateOp op, IntToLongFunction nanos) {
    long[] times = new long[op.tasks()];
    Arrays.setAll(times, task -> nanos.applyAsLong(task) - op.askedNanos(0)); // lest they overflow
    Arrays.sort(times);
    return times;
  }

  /** Returns the time from the first to ask to the last to go on, in nanoseconds. */
  long lastedNanos() {
    return admitted[admitted.length - 1] - asked[0];
  }

  /**
   * Returns the burst that was seen: by how many tasks the window with the most of them, of
   * whatever length, has more than tokens come in it. It is above that of the rate where tasks that
   * were late went on together.
   */
  double burst() {
    return mostBeyondRate(admitted, admitted) / (double) Rate.SECOND_NANOS;
  }

  /**
   * Requires that tokens came as the rate says, neither faster nor slower, and that no more went on
   * than that.
   *
   * @throws IllegalStateException if not: the model did other work
   */
  void require(ResultCheck check) {
    requireWindows(check);
    requireAdmissions(check);
    requireNoneLost(check);
  }

  /** Requires that no window, of whatever length, has more tokens than may come in it. */
  void requireWindows(ResultCheck check) {
    long most = mostBeyondRate(due, latestDue);
    if (most > rate.burst() * Rate.SECOND_NANOS + rate.perSecond() * ROUNDING_NANOS) {
      throw check.failed(
          "a window has "
              + most / (double) Rate.SECOND_NANOS
              + " tokens more than come in it, the bucket holds "
              + rate.burst());
    }
  }

  /** Requires that at no time more went on than may, whatever was noted of their tokens. */
  private void requireAdmissions(ResultCheck check) {
    for (int i = 0; i < admitted.length; i++) {
      long within = admitted[i] - asked[0];
      long came = rate.perSecond() * (within + ROUNDING_NANOS) / Rate.SECOND_NANOS;
      if (i + 1 > rate.burst() + came) {
        throw check.failed(
            (i + 1) + " tasks went on within " + within + " ns, in which " + came + " tokens came");
      }
    }
  }

  /** Requires that no token came later than if all had been asked for when the last one was. */
  void requireNoneLost(ResultCheck check) {
    for (int i = 0; i < due.length; i++) {
      long came = Math.max(0, rate.nanos(i + 1L - rate.burst()));
      long late = due[i] - asked[asked.length - 1] - came;
      if (late > 0) {
        throw check.failed("token " + i + " was due " + late + " ns later than the rate allows");
      }
    }
  }

  /**
   * Returns, in billionths of a token, the greatest {@code j - i + 1 - rate * (until[j] -
   * since[i])} of all {@code i <= j}. One pass does it, which keeps the best {@code i} so far.
   */
  private long mostBeyondRate(long[] since, long[] until) {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < since.length; i++) {
      least = Math.min(least, i * Rate.SECOND_NANOS - rate.perSecond() * since[i]);
      most = Math.max(most, (i + 1) * Rate.SECOND_NANOS - rate.perSecond() * until[i] - least);
    }
    return most;
  }
}
