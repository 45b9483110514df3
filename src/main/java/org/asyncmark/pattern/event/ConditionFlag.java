package org.asyncmark.pattern.event;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** {@link Flag} under a lock with a condition: who goes on takes the lock first, one by one. */
final class ConditionFlag implements Flag {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean set; // guarded by lock

  @Override
  public void clear() {
    lock.lock();
    try {
      set = false;
    } finally {
      lock.unlock();
    }
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
