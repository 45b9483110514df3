package org.asyncmark.pattern.pool;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each task of an op, and when it has a slot. A task writes places of its own, from
 * whatever thread it runs on; who waits for the op reads them once it is over. No lock, no atomic
 * but that of the slots, the same in all models.
 */
final class PoolOp {
  private static final long SEED = 12;
  private static final int ALL_PERCENT = 100;

  private final SplittableRandom random;
  private final int brokenPercent;
  private final boolean[] breaking;
  private final LeafTimes waits;
  private final LeafTimes loans;
  private final @Nullable Slot[] slots;
  private final @Nullable Object[] ends; // the value of its leaf, or what it failed with

  /**
   * Creates an op that has not run.
   *
   * @param cell what is in front of messages
   * @param tasks 1 and up
   * @param brokenPercent how likely the slot breaks that a task has, 0 to 100
   */
  PoolOp(String cell, int tasks, int brokenPercent) {
    this(cell, tasks, brokenPercent, 0);
  }

  /**
   * Creates one of several ops that may be under way at the same time.
   *
   * @param number of the op, by which is drawn whose slot breaks
   */
  PoolOp(String cell, int tasks, int brokenPercent, int number) {
    this.random = new SplittableRandom(SEED + number);
    this.brokenPercent = brokenPercent;
    this.breaking = new boolean[tasks];
    this.waits = LeafTimes.ofWaits(cell, tasks, "slot");
    this.loans = new LeafTimes(cell, tasks);
    this.slots = new Slot[tasks];
    this.ends = new Object[tasks];
    next();
  }

  /**
   * Forgets the last run, and draws whose slot breaks in the next: by seed, so that it is the same
   * in all models.
   *
   * @return how many slots will break
   */
  int next() {
    waits.clear();
    loans.clear();
    Arrays.fill(slots, null);
    Arrays.fill(ends, null);
    int breaks = 0;
    for (int i = 0; i < breaking.length; i++) {
      breaking[i] = random.nextInt(ALL_PERCENT) < brokenPercent;
      breaks += breaking[i] ? 1 : 0;
    }
    return breaks;
  }

  int tasks() {
    return ends.length;
  }

  /** Returns the times of each task from asking for a slot to having it. */
  LeafTimes waits() {
    return waits;
  }

  /** Returns the times of each task from having a slot to giving it back. */
  LeafTimes loans() {
    return loans;
  }

  /** Notes that a task asks for a slot. */
  void asks(int task) {
    waits.start(task);
  }

  /**
   * Notes that a task was lent a slot.
   *
   * @throws IllegalStateException if that slot was not to be lent
   */
  void has(int task, Slot slot) {
    slot.take();
    slots[task] = slot;
    waits.end(task);
    loans.start(task);
  }

  /** Notes that a task is about to give its slot back, which may have broken. */
  void gives(int task, Slot slot) {
    loans.end(task);
    slot.leave(breaking[task]);
  }

  /** Notes that the leaf of a task has its value. */
  void returned(int task, Long value) {
    ends[task] = value;
  }

  /** Notes that the leaf of a task failed, or that the task waited for a slot in vain. */
  void failed(int task, Throwable failure) {
    ends[task] = failure;
  }

  /** Returns how a task ended: with its value, what it failed with, or null. */
  @Nullable Object end(int task) {
    return ends[task];
  }

  /** Returns the slot that a task had; null if it had none. */
  @Nullable Slot slot(int task) {
    return slots[task];
  }

  /**
   * Requires that each task has its value, and that never more of them had a slot than there are.
   *
   * @param size of the pool
   * @throws IllegalStateException if not: the model did other work
   */
  void require(ResultCheck check, int size) {
    for (int i = 0; i < ends.length; i++) {
      if (!(ends[i] instanceof Long value)) {
        String message = check.cell() + ": task " + i + " has no value, it ended with " + ends[i];
        throw new IllegalStateException(message, ends[i] instanceof Throwable e ? e : null);
      }
      check.requireValue(i, value);
    }
    int most = loans.mostAtOnce(ends.length);
    if (most > size) {
      throw check.failed(most + " slots were lent at once, the pool has " + size);
    }
  }
}
