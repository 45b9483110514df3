package org.asyncmark.pattern.lock;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a lock guards: a plain counter, and the marks that prove that the lock works. Nothing in
 * here is volatile or atomic; it is right if, and only if, one contender at a time is between
 * {@link #enter} and {@link #leave} and sees what the one before it wrote.
 *
 * <p>The counter is read on entering and written on leaving, so that it loses an update whenever
 * two contenders overlap. It is also the number of the turn, by which the times are kept: two clock
 * readings and a few stores inside the lock, the same in all models.
 */
final class Guarded {
  private static final int NOBODY = -1;

  final int contenders;
  final int acquisitions;
  // of each turn: who had it, and clock readings from before asking for the lock, from when the
  // turn began, and from just before the release at its end; read once the op is over
  final int[] holders;
  final long[] askedNanos;
  final long[] acquiredNanos;
  final long[] releasedNanos;

  private final int number;
  private final Inside inside;

  private int counter;
  private @Nullable String violation;

  /** Who is inside a lock: the same for all ops that share the lock. Guarded by it, too. */
  private static final class Inside {
    private int holder = NOBODY;
  }

  /**
   * @param number of the lock, for messages
   * @param contenders of this lock
   * @param acquisitions of each of them in an op
   */
  Guarded(int number, int contenders, int acquisitions) {
    this(number, contenders, acquisitions, new Inside(), contenders * acquisitions);
  }

  private Guarded(int number, int contenders, int acquisitions, Inside inside, int timed) {
    this.number = number;
    this.contenders = contenders;
    this.acquisitions = acquisitions;
    this.inside = inside;
    holders = new int[contenders * acquisitions];
    askedNanos = new long[timed];
    acquiredNanos = new long[timed];
    releasedNanos = new long[timed];
    Arrays.fill(holders, NOBODY);
  }

  /** Returns what the same lock guards of an op that may be under way at the same time, untimed. */
  Guarded another() {
    return new Guarded(number, contenders, acquisitions, inside, 0);
  }

  /**
   * Notes that a contender has taken the lock; only while it holds it.
   *
   * @param asked clock reading from before it asked for the lock
   * @return the number of its turn, to be given back on leaving
   */
  int enter(int contender, long asked) {
    long acquired = System.nanoTime();
    if (inside.holder != NOBODY) {
      note("contender " + contender + " entered while contender " + inside.holder + " was inside");
    }
    inside.holder = contender;
    int turn = counter;
    if (turn < holders.length) { // else there are too many, as the counter will tell
      holders[turn] = contender;
    }
    if (turn < askedNanos.length) {
      askedNanos[turn] = asked;
      acquiredNanos[turn] = acquired;
    }
    return turn;
  }

  /** Counts, and notes that a contender is about to release the lock; only while it holds it. */
  void leave(int contender, int turn) {
    if (inside.holder != contender) {
      note("contender " + contender + " was not alone inside until it left");
    }
    inside.holder = NOBODY;
    counter = turn + 1;
    if (turn < releasedNanos.length) {
      releasedNanos[turn] = System.nanoTime();
    }
  }

  private void note(String first) {
    if (violation == null) {
      violation = first;
    }
  }

  /** Forgets the last op; while nobody contends. */
  void clear() {
    counter = 0;
    inside.holder = NOBODY;
    violation = null;
    Arrays.fill(holders, NOBODY);
  }

  /**
   * Checks the last op.
   *
   * @param timesByContender room to count in, one for each contender of the op, all 0
   * @return what was wrong; null if each contender had the lock as often as planned and alone
   */
  @Nullable String violation(int[] timesByContender) {
    if (violation != null) {
      return "lock " + number + ": " + violation;
    }
    if (counter != holders.length) {
      return "lock " + number + " was taken " + counter + " times, wanted " + holders.length;
    }
    for (int turn = 0; turn < holders.length; turn++) {
      if (holders[turn] == NOBODY) {
        return "lock " + number + " lost its turn " + turn;
      }
      timesByContender[holders[turn]]++;
    }
    for (int contender : holders) {
      if (timesByContender[contender] != acquisitions) {
        return "contender "
            + contender
            + " had lock "
            + number
            + " "
            + timesByContender[contender]
            + " times, wanted "
            + acquisitions;
      }
    }
    return null;
  }

  /** Returns how many turns the last op had. */
  int turns() {
    return Math.min(counter, holders.length);
  }

  /** Returns how many turns before {@code end} began after the holder of {@code turn} had asked. */
  int turnsSinceAsking(int turn, int end) {
    int at = Arrays.binarySearch(acquiredNanos, 0, end, askedNanos[turn]);
    return end - (at >= 0 ? at : -at - 1);
  }
}
