package org.asyncmark.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Locale;
import org.asyncmark.measure.TurnGate;

/**
 * The iterations of one fork.
 *
 * @param warmUpCapMillis longest that an op is run before JMH's iterations, until it is steady; 0
 *     for not at all
 * @param warmupIterations 1 and up
 * @param warmupMillis length of a warm-up iteration
 * @param measuredIterations turns that count, 1 and up
 * @param measuredMillis length of a measured iteration
 * @param deadlineMillis time after which a fork counts as hung; 0 stands for a minute and three
 *     times what a fork is expected to take
 * @param furtherMillis how long a turn may go on beside that for want of ops, see {@link
 *     #leastOps}; 0 for not at all
 */
public record ForkSettings(
    long warmUpCapMillis,
    int warmupIterations,
    long warmupMillis,
    int measuredIterations,
    long measuredMillis,
    long deadlineMillis,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long furtherMillis) { // not in older runs
  /** How long a turn may go on for want of ops: a fork of slow ones is to end, too. */
  static final long FURTHER_MILLIS = 2_000;

  /** Samples of a fork that its median takes, see {@code Quantiles}. */
  public static final int SAMPLES_OF_MEDIAN = 20;

  /** A JVM, JMH's hand-shake, set-up and new pages: seen between 2.0 and 2.5 s on two CPUs. */
  private static final long START_MILLIS = 2_200;

  /** Until an op is steady: seen mostly between 1.5 and 3.5 s on two CPUs. */
  private static final long TYPICAL_WARM_UP_MILLIS = 2_500;

  /** Fewer windows of one op do not tell whether it is steady. */
  private static final int LEAST_WINDOWS = 10;

  /** What a turn takes beside what is measured: its run-up, JMH, and the histograms. */
  private static final long BESIDE_TURN_MILLIS = 100;

  private static final long WINDOW_MILLIS = 1_000;
  private static final long SHORT_WINDOW_MILLIS = 200;

  private static final long GRACE_MILLIS = 60_000;
  private static final int TIMES_EXPECTED = 3;

  /** Nobody waits longer; far below it, sums of milliseconds are exact. */
  private static final Duration LONGEST_DEADLINE = Duration.ofDays(7);

  public ForkSettings {
    requireAtLeast(0, "warmUpCapMillis", warmUpCapMillis);
    requireAtLeast(0, "warmupIterations", warmupIterations);
    requireAtLeast(0, "warmupMillis", warmupMillis);
    requireAtLeast(1, "measuredIterations", measuredIterations);
    requireAtLeast(1, "measuredMillis", measuredMillis);
    requireAtLeast(0, "deadlineMillis", deadlineMillis);
    requireAtLeast(0, "furtherMillis", furtherMillis);
    if (deadlineMillis == 0) {
      long iterations = warmupIterations * warmupMillis + measuredIterations * measuredMillis;
      deadlineMillis =
          GRACE_MILLIS + TIMES_EXPECTED * (START_MILLIS + warmUpCapMillis + iterations);
    }
  }

  /**
   * Returns settings of windows of requests: half as many as turns, rounded up, of a second each;
   * of 200 ms if forks are not warmed up until they are steady. There is no want of ops in them.
   */
  ForkSettings inWindows() {
    return new ForkSettings(
        warmUpCapMillis,
        warmupIterations,
        warmUpCapMillis == 0 ? warmupMillis : SHORT_WINDOW_MILLIS,
        (measuredIterations + 1) / 2,
        warmUpCapMillis == 0 ? SHORT_WINDOW_MILLIS : WINDOW_MILLIS,
        0,
        0);
  }

  /** Returns what JMH is told if an iteration is one op that lasts as long as it should itself. */
  public ForkSettings oneOpEach() {
    return new ForkSettings(
        warmUpCapMillis, warmupIterations, 1, measuredIterations, 1, deadlineMillis, furtherMillis);
  }

  /** Creates settings with the deadline that the healthy time of a fork gives. */
  public ForkSettings(
      long warmUpCapMillis,
      int warmupIterations,
      long warmupMillis,
      int measuredIterations,
      long measuredMillis) {
    this(
        warmUpCapMillis,
        warmupIterations,
        warmupMillis,
        measuredIterations,
        measuredMillis,
        0,
        warmUpCapMillis == 0 ? 0 : FURTHER_MILLIS); // what an op takes is seen in the warm-up
  }

  /**
   * Returns these settings with another deadline.
   *
   * @param opMicros of the slowest op
   * @throws IllegalArgumentException if a healthy fork would miss it
   */
  ForkSettings deadline(Duration deadline, long opMicros) {
    if (deadline.compareTo(LONGEST_DEADLINE) > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--deadline wants at most %d s, got %d",
              LONGEST_DEADLINE.toSeconds(),
              deadline.toSeconds()));
    }
    long longest = longestMillis(opMicros);
    if (deadline.toMillis() <= longest) {
      throw new IllegalArgumentException(
          "--deadline got "
              + deadline.toSeconds()
              + " s, a healthy fork may take "
              + longest / 1000.0
              + " s; give more");
    }
    return with(measuredMillis, deadline.toMillis());
  }

  /** Returns these settings with a deadline that forks of slow ops do not miss. */
  ForkSettings forOps(long opMicros) {
    return with(
        measuredMillis,
        Math.max(deadlineMillis, GRACE_MILLIS + TIMES_EXPECTED * longestMillis(opMicros)));
  }

  /** Returns these settings with turns of another time, in milliseconds, 1 and up. */
  ForkSettings turnsOf(long millis) {
    return with(millis, 0);
  }

  private static void requireAtLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "wanted " + name + " of " + least + " and up, got " + value);
    }
  }

  private ForkSettings with(long ofTurn, long deadline) {
    return new ForkSettings(
        warmUpCapMillis,
        warmupIterations,
        warmupMillis,
        measuredIterations,
        ofTurn,
        deadline,
        furtherMillis);
  }

  /**
   * Returns warm-up and iterations, for example {@code 2 x 50 ms warm-up + 5 turns of 50 ms and 4
   * ops at least}.
   */
  public String inWords() {
    return (warmUpCapMillis == 0 ? "" : "up to " + warmUpCapMillis / 1000 + " s until steady and ")
        + String.format(
            Locale.ROOT,
            "%d x %d ms warm-up + %d turn%s of %d ms",
            warmupIterations,
            warmupMillis,
            measuredIterations,
            measuredIterations == 1 ? "" : "s",
            measuredMillis)
        + (furtherMillis > 0 && leastOps() > 1 ? " and " + leastOps() + " ops at least" : "");
  }

  /** Returns how many turns a fork has, one for practice included. */
  public int turns() {
    return measuredIterations + (TurnGate.practises(warmupIterations) ? 1 : 0);
  }

  /**
   * Returns how many ops a turn has at least, unless they take too long: as many as give a fork the
   * samples that its median takes.
   */
  public int leastOps() {
    return (SAMPLES_OF_MEDIAN + measuredIterations - 1) / measuredIterations;
  }

  /** Tells whether an op takes longer than a turn. */
  public boolean isLong(long opMicros) {
    return furtherMillis > 0 && opMicros > measuredMillis * 1_000;
  }

  /** Tells whether turns go on for want of ops if each takes that long. */
  private boolean slow(long opMicros) {
    return furtherMillis > 0 && leastOps() * opMicros > measuredMillis * 1_000;
  }

  /** Tells whether a fork has too few samples for its median if an op takes that long. */
  public boolean tooSlow(long opMicros) {
    return slow(opMicros) && (leastOps() - 1) * opMicros > furtherMillis * 1_000;
  }

  /** Returns the time in iterations. */
  public long iterationMillis() {
    return warmupIterations * warmupMillis + measuredIterations * measuredMillis;
  }

  /** Returns the time that a fork is expected to take if an op is over in next to no time. */
  public long expectedMillis() {
    return expectedMillis(0);
  }

  /**
   * Returns the time that a fork is expected to take.
   *
   * @param opMicros how long an op takes, roughly
   */
  public long expectedMillis(long opMicros) {
    long typical = Math.max(TYPICAL_WARM_UP_MILLIS, LEAST_WINDOWS * opMicros / 1_000);
    return START_MILLIS + Math.min(warmUpCapMillis, typical) + iterationsMillis(opMicros);
  }

  /** Returns what iterations take, and what is beside them. */
  private long iterationsMillis(long opMicros) {
    long op = opMicros / 1_000;
    long further = slow(opMicros) ? Math.min((leastOps() - 1) * op, furtherMillis) : 0;
    return warmupIterations * Math.max(warmupMillis, op)
        + measuredIterations * (further + Math.max(measuredMillis, op))
        + turns() * Math.max(BESIDE_TURN_MILLIS, op);
  }

  private long longestMillis(long opMicros) {
    return START_MILLIS + warmUpCapMillis + opMicros / 1_000 + iterationsMillis(opMicros);
  }
}
