package org.asyncmark.pattern;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The ends of blocking tasks that are cancelled. {@code Future.cancel} lets go of whoever waits for
 * the future, and the task may still be at work then; one that is cancelled before it has begun
 * never runs, or finds itself interrupted. From any thread.
 *
 * <p>A task begins and is given up by the same compare-and-set, so that one of the two comes too
 * late: what was given up does no work any more, and what has begun is waited for.
 */
public final class TaskEnds {
  private static final int NOT_BEGUN = 0;
  private static final int BEGUN = 1;
  private static final int GIVEN_UP = 2;

  private final AtomicIntegerArray states;
  private final CountDownLatch left;

  /**
   * Creates the ends of tasks that have not begun.
   *
   * @param tasks number of them, 0 and up
   */
  public TaskEnds(int tasks) {
    states = new AtomicIntegerArray(tasks);
    left = new CountDownLatch(tasks);
  }

  /**
   * Does the work of a task on the calling thread, and notes its end, however it ends.
   *
   * @throws CancellationException without having begun, if the task was given up
   */
  public <T> T run(int task, Callable<T> work) throws Exception {
    if (!states.compareAndSet(task, NOT_BEGUN, BEGUN)) {
      throw new CancellationException("task " + task + " was given up before it began");
    }
    try {
      return work.call();
    } finally {
      left.countDown();
    }
  }

  /** Gives up a task that was cancelled: if it has not begun, it never will. */
  public void giveUp(int task) {
    if (states.compareAndSet(task, NOT_BEGUN, GIVEN_UP)) {
      left.countDown();
    }
  }

  /** Waits until every task has ended or was given up before it began. */
  public void await() throws InterruptedException {
    left.await();
  }
}
