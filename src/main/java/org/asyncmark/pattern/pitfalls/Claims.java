package org.asyncmark.pattern.pitfalls;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which task has which lock and waits for which, as tasks say it themselves that are no threads: no
 * thread of theirs is stuck, so that no tool of the JVM sees their deadlock. Each takes one lock
 * after another. From any thread.
 */
final class Claims {
  private static final int NONE = -1;

  private final AtomicIntegerArray holders;
  private final AtomicIntegerArray wanted;

  /**
   * Creates claims of nothing.
   *
   * @param tasks how many there are, and locks
   */
  Claims(int tasks) {
    holders = new AtomicIntegerArray(tasks);
    wanted = new AtomicIntegerArray(tasks);
    for (int i = 0; i < tasks; i++) {
      holders.set(i, NONE);
      wanted.set(i, NONE);
    }
  }

  /** Notes that a task is about to ask for a lock. */
  void wants(int task, int lock) {
    wanted.set(task, lock);
  }

  /** Notes that a task has a lock that it asked for. */
  void has(int task, int lock) {
    wanted.set(task, NONE);
    holders.set(lock, task);
  }

  /** Notes that a lock is about to be given back. */
  void givesBack(int lock) {
    holders.set(lock, NONE);
  }

  /**
   * Looks for tasks that wait for one another.
   *
   * @return what each of them waits for; empty if there are none
   */
  String look() {
    WaitsFor<Integer> waits = new WaitsFor<>();
    for (int task = 0; task < wanted.length(); task++) {
      int lock = wanted.get(task);
      int holder = lock == NONE ? NONE : holders.get(lock);
      if (holder != NONE) {
        waits.add(task, holder);
      }
    }
    List<Integer> circle = waits.circle();
    StringBuilder told = new StringBuilder();
    for (int task : circle) {
      int lock = wanted.get(task);
      told.append("task " + task + " waits for lock " + lock);
      told.append(", which task " + circle.get((circle.indexOf(task) + 1) % circle.size()));
      told.append(" has\n");
    }
    return told.toString();
  }
}
