package org.asyncmark.bench;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One thread's work under way to a loop: no more than {@link #BOUND} pieces, so that all but so
 * many of what is counted as submitted have been run. One thread submits, the loop's thread runs.
 */
final class SubmitWindow implements Runnable {
  /** Pieces of work that one thread may have under way. */
  static final int BOUND = 1024;

  /** Place of the counter within an array, far enough from its ends to be alone on its lines. */
  private static final int RAN = 32;

  private final AtomicLongArray ran = new AtomicLongArray(2 * RAN);
  private long submitted;
  private long seen; // what ran when the submitting thread last looked

  /** Hands one piece of work over; where the window is full, waits until half of it is free. */
  void submit(Executor target) {
    if (submitted - seen >= BOUND) {
      awaitUnderWay(BOUND / 2);
    }
    submitted++;
    target.execute(this);
  }

  /** Waits until no more than {@code limit} pieces are under way. */
  void awaitUnderWay(int limit) {
    seen = ran.getAcquire(RAN);
    while (submitted - seen > limit) {
      Thread.yield();
      seen = ran.getAcquire(RAN);
    }
  }

  /** Returns how many pieces have run; exact on the submitting thread after a wait for zero. */
  long ran() {
    return ran.getAcquire(RAN);
  }

  /** The work: counts itself. On the loop's thread. */
  @Override
  public void run() {
    ran.setRelease(RAN, ran.getPlain(RAN) + 1);
  }
}
