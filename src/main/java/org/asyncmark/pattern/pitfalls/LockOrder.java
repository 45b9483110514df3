package org.asyncmark.pattern.pitfalls;

import java.time.Duration;

/**
 * Two tasks and two locks, and what a watchdog told of them. Task 0 takes lock 0 and then lock 1;
 * task 1 takes them in the same order, or by mistake in the opposite one, and then the two wait for
 * each other between their locks, so that they always meet. Once a deadlock is found, task 0 is
 * made to give up.
 *
 * <pre>
 *   task 0: lock 0 ── meet ──▶ lock 1 ✗ interrupted or cancelled ──▶ gives lock 0 back
 *   task 1: lock 1 ── meet ──▶ lock 0 ── waits ────────────────────▶ has both ──▶ gives them back
 * </pre>
 */
final class LockOrder {
  /** Time between two looks of the watchdog. */
  static final Duration LOOK = Duration.ofMillis(1);

  /** The task that is made to give up. */
  static final int VICTIM = 0;

  private final PitfallPlan plan;
  private int sections; // guarded by both locks; read once the tasks have ended
  private String report = "";

  LockOrder(PitfallPlan plan) {
    this.plan = plan;
  }

  /** Returns how many tasks there are, and locks. */
  int count() {
    return 2;
  }

  /** Returns the lock that a task takes first; it takes the other one next. */
  int firstLockOf(int task) {
    return plan.byMistake() ? task : 0;
  }

  /** Returns the lock that a task takes behind its first. */
  int secondLockOf(int task) {
    return 1 - firstLockOf(task);
  }

  /** Returns how many tasks wait for each other between their locks. */
  int meeting() {
    return plan.byMistake() ? count() : 0;
  }

  /** Does what the locks are for; with both of them. */
  void section() {
    sections++;
  }

  /**
   * Ends an op: requires that whoever was not made to give up has had both locks.
   *
   * @param deadlocks that were found
   * @param anyLocked whether a lock is taken still
   * @return {@code deadlocks}
   */
  int ended(int deadlocks, boolean anyLocked) {
    int wanted = count() - deadlocks;
    int had = sections;
    sections = 0;
    if (had != wanted) {
      throw plan.check().failed(wanted + " tasks were to have both locks, " + had + " had them");
    }
    if (anyLocked) {
      throw plan.check().failed("a lock is taken still");
    }
    return deadlocks;
  }

  /** Keeps what the watchdog told of the first deadlock. */
  void found(String told) {
    if (report.isEmpty()) {
      report = told;
      System.out.println("deadlock found, " + plan.check().cell() + ":\n" + told);
    }
  }

  /** Returns what the watchdog told of the first deadlock; empty if there was none. */
  String report() {
    return report;
  }
}
