package org.asyncmark.pattern.pitfalls;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Counts the tasks of an op whose failure nobody has seen. A task tells it of its end, and who
 * looks at the outcome of a task that has failed tells it of that. From any thread.
 */
final class OrphanWatch {
  private final Set<Integer> unseen = ConcurrentHashMap.newKeySet();
  private final CountDownLatch pending;

  /**
   * Creates the watch of an op.
   *
   * @param tasks how many there are
   */
  OrphanWatch(int tasks) {
    pending = new CountDownLatch(tasks);
  }

  /** Notes that a task has ended. */
  void ended(int task, boolean failed) {
    if (failed) {
      unseen.add(task);
    }
    pending.countDown();
  }

  /** Notes that somebody has seen the failure of a task; after its end. */
  void seen(int task) {
    unseen.remove(task);
  }

  /**
   * Waits for the end of all tasks, and returns how many have failed unseen.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  int awaitOrphans() throws InterruptedException {
    pending.await();
    return unseen.size();
  }
}
