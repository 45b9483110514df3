package org.asyncmark.pattern.queue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The number of items that were put and not dealt with yet, and a wait for none: what {@code
 * asyncio.Queue} has built in and blocking queues have not. From any thread. A {@code Phaser} does
 * the same for no more than 65535 items.
 */
final class UnfinishedItems {
  private final AtomicInteger count = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();

  /** Notes that an item is about to be put. */
  void add() {
    count.incrementAndGet();
  }

  /** Notes that an item was dealt with: {@code task_done()}. */
  void done() {
    if (count.decrementAndGet() == 0) {
      lock.lock();
      try {
        none.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until all items that were put have been dealt with: {@code join()}. */
  void join() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (count.get() > 0) {
        none.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
