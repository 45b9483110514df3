package org.asyncmark.pattern.pitfalls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@link LockOrder} of blocking tasks, with locks whose taking can be interrupted: a thread that
 * waits for a monitor could never be freed.
 */
final class BlockingLockOrder implements Exercise {
  private final ExecutorService tasks;
  private final LockOrder order;
  private final DeadlockWatch watch;
  private final List<OwnedLock> locks = List.of(new OwnedLock(), new OwnedLock());

  /**
   * Creates the exercise.
   *
   * @param tasks has a thread for each task
   */
  BlockingLockOrder(ExecutorService tasks, LockOrder order, DeadlockWatch watch) {
    this.tasks = tasks;
    this.order = order;
    this.watch = watch;
  }

  @Override
  public int run() throws ExecutionException, InterruptedException {
    CountDownLatch met = new CountDownLatch(order.meeting());
    CountDownLatch ended = new CountDownLatch(order.count());
    List<Future<@Nullable Void>> started = new ArrayList<>();
    for (int i = 0; i < order.count(); i++) {
      int task = i;
      started.add(tasks.submit(() -> both(task, met, ended)));
    }
    int deadlocks = 0;
    try {
      while (!ended.await(LockOrder.LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        String told = deadlocks == 0 ? watch.look(locks) : "";
        if (!told.isEmpty()) {
          deadlocks++;
          order.found(told);
          started.get(LockOrder.VICTIM).cancel(true);
        }
      }
    } catch (InterruptedException e) {
      started.forEach(each -> each.cancel(true));
      throw e;
    }
    for (Future<@Nullable Void> each : started) {
      if (!each.isCancelled()) {
        each.get();
      }
    }
    return order.ended(deadlocks, locks.stream().anyMatch(OwnedLock::isLocked));
  }

  private @Nullable Void both(int task, CountDownLatch met, CountDownLatch ended)
      throws InterruptedException {
    OwnedLock first = locks.get(order.firstLockOf(task));
    OwnedLock second = locks.get(order.secondLockOf(task));
    try {
      first.lockInterruptibly();
      try {
        met.countDown();
        met.await();
        second.lockInterruptibly();
        try {
          order.section();
        } finally {
          second.unlock();
        }
      } finally {
        first.unlock();
      }
    } finally {
      ended.countDown();
    }
    return null;
  }
}
