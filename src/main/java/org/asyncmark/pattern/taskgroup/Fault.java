package org.asyncmark.pattern.taskgroup;

import java.io.IOException;
import java.util.SplittableRandom;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.ResultCheck;

/**
 * Which leaf of an op fails, and after how much of its wait, both drawn from a seed anew for each
 * op: the same in all models. Drawn and read by the caller while no leaf runs; a leaf's own slot is
 * written by that leaf alone.
 */
final class Fault {
  private static final long SEED = 4;
  private static final int NOWHERE = -1;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Leaves[] delays;
  private final boolean[] atWork;
  private int place = NOWHERE;
  private int delay;
  private IOException failure = new IOException("no leaf fails");
  private volatile long failedNanos;

  /**
   * Creates a fault that is not drawn yet.
   *
   * @param leaves of a tree in which one is to fail; 0 if none is
   * @param delays what a failing leaf may do before, one of them drawn for each op
   */
  Fault(int leaves, Leaves... delays) {
    this.atWork = new boolean[leaves];
    this.delays = delays;
  }

  /** Draws the next one; there is none if no leaf is to fail. */
  void draw() {
    if (atWork.length > 0) {
      place = random.nextInt(atWork.length);
      delay = random.nextInt(delays.length);
      failure = new IOException("leaf " + place + " fails, as was drawn");
    }
  }

  Leaves[] delays() {
    return delays;
  }

  boolean isAt(int leaf) {
    return leaf == place;
  }

  int delay() {
    return delay;
  }

  /** Returns what the leaf throws, and notes the time. */
  IOException thrown() {
    failedNanos = System.nanoTime();
    return failure;
  }

  void begins(int leaf) {
    if (atWork.length > 0) {
      atWork[leaf] = true;
    }
  }

  void ends(int leaf) {
    if (atWork.length > 0) {
      atWork[leaf] = false;
    }
  }

  /**
   * Requires that an op failed with this, and that no leaf is at work any more.
   *
   * @param found what the op failed with
   * @return when the leaf failed, as {@code System.nanoTime} has it
   * @throws IllegalStateException if it is otherwise
   */
  long requireEnded(ResultCheck check, Throwable found) {
    if (found != failure) {
      throw new IllegalStateException(
          check.cell() + ": wanted '" + failure.getMessage() + "', the group failed otherwise",
          found);
    }
    for (int leaf = 0; leaf < atWork.length; leaf++) {
      if (atWork[leaf]) {
        throw check.failed("leaf " + leaf + " is still at work after its group has failed");
      }
    }
    return failedNanos;
  }
}
