package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/**
 * The results of blocking tasks, for a caller that waits until all are there or the first task has
 * failed. {@code invokeAll} cannot do that, and neither can getting the futures in order, which
 * waits for the first before it looks at the second: hence the latch that the last result or the
 * first failure opens.
 */
public final class TaskResults {
  private final Long[] results;
  private final AtomicInteger pending;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CountDownLatch settled;

  /**
   * Creates room for results.
   *
   * @param tasks number of tasks, 0 and up
   */
  public TaskResults(int tasks) {
    results = new Long[tasks];
    pending = new AtomicInteger(tasks);
    settled = new CountDownLatch(tasks == 0 ? 0 : 1);
  }

  /**
   * Runs tasks on an executor and waits until all have a result or one has failed; the others are
   * left running then. If the caller is interrupted or a task is rejected, all are cancelled.
   *
   * @param count number of tasks, 0 and up
   * @param task returns the task of an index; called on the calling thread
   * @return the result of each task, in order
   * @throws ExecutionException as soon as a task failed; the cause is what the first one threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static List<Long> failFast(
      ExecutorService executor, int count, IntFunction<Callable<Long>> task)
      throws ExecutionException, InterruptedException {
    TaskResults results = new TaskResults(count);
    List<Future<?>> started = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        int index = i;
        Callable<Long> work = task.apply(index);
        started.add(executor.submit(() -> results.settle(index, work)));
      }
      return results.await();
    } catch (InterruptedException | RuntimeException | Error e) {
      started.forEach(each -> each.cancel(true));
      throw e;
    }
  }

  /** Runs a task on the calling thread and keeps its result, or the failure if it is the first. */
  public void settle(int index, Callable<Long> task) {
    try {
      results[index] = task.call();
      if (pending.decrementAndGet() == 0) {
        settled.countDown();
      }
    } catch (Throwable e) { // whatever it is, it is the caller's to see
      failure.compareAndSet(null, e);
      settled.countDown();
    }
  }

  /** Tells whether a task has failed; from any thread. */
  public boolean hasFailed() {
    return failure.get() != null;
  }

  /**
   * Waits until all tasks have a result or one has failed.
   *
   * @return the result of each task, in order
   * @throws ExecutionException if a task failed; the cause is what the first one threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  public List<Long> await() throws ExecutionException, InterruptedException {
    settled.await();
    if (failure.get() != null) {
      throw new ExecutionException(failure.get());
    }
    return Arrays.asList(results);
  }
}
