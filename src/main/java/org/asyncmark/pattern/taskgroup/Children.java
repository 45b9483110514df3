package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * The children of one group on an executor, cancelled all by hand: what was left to do before there
 * were structured scopes.
 *
 * <p>{@code Future.get} of a cancelled child returns before the child has ended, hence the latch,
 * which each child counts down behind its own end. A child that is cancelled before it runs is run
 * all the same: it does nothing then but count.
 */
final class Children {
  private final List<Child> children;
  private final CountDownLatch ended;
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private Children(List<Callable<Long>> tasks) {
    ended = new CountDownLatch(tasks.size());
    children = new ArrayList<>(tasks.size());
    tasks.forEach(task -> children.add(new Child(task)));
  }

  /**
   * Runs tasks, each as a child, and waits until all have ended.
   *
   * @return the sum of their results
   * @throws ExecutionException if one has failed; the others were cancelled then
   * @throws InterruptedException if the calling thread was interrupted; all were cancelled then
   */
  static long run(Executor executor, List<Callable<Long>> tasks)
      throws ExecutionException, InterruptedException {
    Children group = new Children(tasks);
    group.start(executor);
    return group.join();
  }

  private void start(Executor executor) {
    int started = 0;
    try {
      for (Child each : children) {
        executor.execute(each);
        started++;
      }
    } catch (RuntimeException
        | Error e) { // the executor is shut down, or the machine has no thread
      cancel();
      children.subList(started, children.size()).forEach(Child::run);
      awaitEnd();
      throw e;
    }
  }

  private long join() throws ExecutionException, InterruptedException {
    try {
      ended.await();
    } catch (InterruptedException e) {
      cancel();
      awaitEnd();
      throw e;
    }
    if (!failures.isEmpty()) {
      throw Failures.together(List.copyOf(failures));
    }
    long sum = 0;
    for (Child each : children) {
      sum += each.get();
    }
    return sum;
  }

  private void cancel() {
    children.forEach(each -> each.cancel(true));
  }

  /** Waits on and on; an interrupt meanwhile is told to whoever waits next. */
  private void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Child extends FutureTask<Long> {
    Child(Callable<Long> task) {
      super(task);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        ended.countDown();
      }
    }

    /** Called by {@code run} with whatever the task threw, also if that was cancelled before. */
    @Override
    protected void setException(Throwable failure) {
      super.setException(failure);
      if (!(isCancelled() && failure instanceof InterruptedException)) {
        failures.add(failure);
        children.forEach(each -> each.cancel(true));
      }
    }
  }
}
