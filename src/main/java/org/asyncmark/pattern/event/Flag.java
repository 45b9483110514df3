package org.asyncmark.pattern.event;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** A flag that threads wait for. */
interface Flag {
  /** Clears the flag; while nobody waits. */
  void clear();

  /**
   * Waits until the flag is set.
   *
   * @param arrives takes the waiter's number when all that is left to do is to wait
   */
  void await(int waiter, IntConsumer arrives) throws InterruptedException;

  /** Sets the flag; all who wait go on. */
  void set();

  /** {@link Flag} as a latch of one; clearing it takes a new one. */
  final class OfLatch implements Flag {
    private CountDownLatch latch = new CountDownLatch(1); // seen by whoever is started afterwards

    @Override
    public void clear() {
      latch = new CountDownLatch(1);
    }

    @Override
    public void await(int waiter, IntConsumer arrives) throws InterruptedException {
      arrives.accept(waiter);
      latch.await();
    }

    @Override
    public void set() {
      latch.countDown();
    }
  }

  /** {@link Flag} under a lock with a condition: who goes on takes the lock first, one by one. */
  final class OfCondition implements Flag {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean set; // guarded by lock while somebody waits

    @Override
    public void clear() {
      set = false; // seen by whoever is started afterwards
    }

    @Override
    public void await(int waiter, IntConsumer arrives) throws InterruptedException {
      lock.lock();
      try {
        arrives.accept(waiter);
        while (!set) {
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void set() {
      lock.lock();
      try {
        set = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
